package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Call;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery to a directory that ends before its time and is repeated leaves nothing behind. */
class CutShortTest {
    @TempDir
    Path inbox;

    @TempDir
    Path out;

    private Bench bench;

    /** What happens whenever a sink asks something of its delivery. */
    private interface Question {
        void asked() throws IOException;
    }

    private record Watched(Delivery of, Question question) implements Delivery {
        @Override
        public Call call() {
            return of.call();
        }

        @Override
        public String idempotencyKey() {
            try {
                question.asked();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return of.idempotencyKey();
        }

        @Override
        public InputStream openRecording() throws IOException {
            question.asked();
            return of.openRecording();
        }
    }

    @BeforeEach
    void upload() throws IOException, LedgerException {
        bench = new Bench(inbox, feed -> feed);
        bench.write("call.wav", "sound");
        bench.write("call.kv", "a=1\n");
    }

    @AfterEach
    void close() {
        bench.tandem.close();
    }

    private static CallSink sink(Path root) {
        return Plugins.load()
                .get(CallSinkProvider.class, "directory")
                .open(Settings.of(Map.of("path", root.toString())));
    }

    private void deliverAndUpdate() throws IOException {
        bench.settle();
        bench.pass(Duration.ofMinutes(1));
        bench.write("call.kv", "a=2\n");
        bench.settle();
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).extracting(one -> one.field("a")).containsExactly("1", "2");
    }

    @Test
    void aMachineThatStopsAtAnyPointLeavesNothing() throws IOException {
        Path whole = out.resolve("whole");
        List<Path> cuts = new ArrayList<>();
        bench.mood = delivery -> {
            List<Path> now = new ArrayList<>();
            sink(whole).deliver(new Watched(delivery, () -> {
                Path cut = out.resolve("cut" + (cuts.size() + now.size()));
                copy(whole, cut);
                now.add(cut);
            }));
            for (Path cut : now) {
                sink(cut).deliver(delivery);
                assertThat(tree(cut)).isEqualTo(tree(whole));
            }
            cuts.addAll(now);
        };
        deliverAndUpdate();
        assertThat(cuts).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aDeliveryThatFailsLeavesNothing() throws IOException {
        Path root = out.resolve("calls");
        bench.mood = delivery -> {
            List<String> before = tree(root);
            int[] asked = new int[1];
            bench.mood = next -> {
                sink(root).deliver(next);
                assertThat(tree(root)).noneMatch(path -> path.contains(".tandem-"));
            };
            try {
                sink(root).deliver(new Watched(delivery, () -> {
                    asked[0]++;
                    throw new IOException("broken off");
                }));
            } finally {
                assertThat(asked[0]).isEqualTo(1);
                assertThat(tree(root))
                        .noneMatch(path -> path.contains(".tandem-"))
                        .containsAll(before);
            }
        };
        deliverAndUpdate();
    }

    private static List<String> tree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String path : tree(from)) {
            Files.createDirectories(to.resolve(path).getParent());
            Files.copy(from.resolve(path), to.resolve(path));
        }
    }
}
