package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    @Test
    void connectionsAreSpreadOverThreadsAndEachHasOne() throws Exception {
        try (Readers readers = new Readers(this::thread)) {
            Set<AsynchronousChannelGroup> groups = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                groups.add(readers.next());
            }
            assertThat(groups).hasSizeBetween(2, 4);
            assertThat(threads).hasSameSizeAs(groups);
        }
    }

    @Test
    void theThreadsEndWithThem() throws Exception {
        Readers readers = new Readers(this::thread);
        AsynchronousSocketChannel socket = AsynchronousSocketChannel.open(readers.next());
        readers.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(socket.isOpen()).isFalse();
        assertThatThrownBy(() -> AsynchronousSocketChannel.open(readers.next()))
                .isInstanceOf(ShutdownChannelGroupException.class);
    }
}
