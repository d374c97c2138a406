package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Work on ranges of rows, by some threads of its own. How it is cut does not hang on their number, so neither do sums over
 * parts. Used by one thread; whoever made it closes it.
 */
final class Parallel implements AutoCloseable {
    private static final int FEW = 500;

    private final int threads;
    private final ExecutorService pool;

    Parallel(int threads) {
        this.threads = Math.max(1, threads);
        pool = Executors.newFixedThreadPool(this.threads, task -> {
            Thread thread = new Thread(task, "tandem-link");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Works on the rows from one place to before another. */
    interface Range {
        void run(int part, int from, int to);
    }

    /** Cuts n rows into parts and waits for all of them; what a part throws is thrown. */
    void run(int n, int parts, Range work) {
        if (threads == 1 || n < FEW) {
            for (int part = 0; part < parts; part++) {
                work.run(part, at(n, parts, part), at(n, parts, part + 1));
            }
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int number = part;
            running.add(pool.submit(() -> work.run(number, at(n, parts, number), at(n, parts, number + 1))));
        }
        running.forEach(Parallel::await);
    }

    /** Makes each of some things; those come in their order. */
    <T> List<T> all(List<Supplier<T>> makers) {
        if (threads == 1) {
            return makers.stream().map(Supplier::get).toList();
        }
        List<Future<T>> running = new ArrayList<>();
        makers.forEach(maker -> running.add(pool.submit(maker::get)));
        return running.stream().map(Parallel::await).toList();
    }

    private static int at(int n, int parts, int part) {
        return (int) ((long) n * part / parts);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while linking", e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
