package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Tandem;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.LedgerException;
import dev.tandem.simulation.KeyValues;
import dev.tandem.spi.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A feed that is swept every hour, and of which somebody knows that something came. */
@Timeout(60)
class WakeTest {
    @TempDir
    Path inbox;

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private boolean waits;
    private Tandem tandem;

    @BeforeEach
    void build() throws LedgerException {
        Feed feed = Feed.builder("acme", inbox.toUri()).settle(Duration.ZERO).build();
        tandem = Tandem.builder()
                .feed(feed)
                .plugins(Plugins.load().with(new KeyValues("kv")))
                .interval(Duration.ofHours(1))
                .sink(delivery -> {
                    taken.add(delivery.call().recording().name());
                    await();
                })
                .build();
    }

    private void await() throws IOException {
        try {
            if (waits && !mayGoOn.await(50, TimeUnit.SECONDS)) {
                throw new IOException("nobody let it go on");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void close() {
        tandem.close();
    }

    private void call(String name) throws IOException {
        Files.writeString(inbox.resolve(name + ".wav"), "sound");
        Files.writeString(inbox.resolve(name + ".kv.part"), "a=1\n");
        Files.move(inbox.resolve(name + ".kv.part"), inbox.resolve(name + ".kv"));
    }

    @Test
    void itIsSweptAtOnce() throws Exception {
        call("20260301-120000_1");
        tandem.start();
        assertThat(taken.take()).isEqualTo("20260301-120000_1.wav");
        for (int i = 2; i < 6; i++) {
            call("20260301-120000_" + i);
            tandem.wake("acme");
            assertThat(taken.take()).isEqualTo("20260301-120000_" + i + ".wav");
        }
    }

    @Test
    void whatComesDuringASweepIsTakenByTheNextWhichFollowsAtOnce() throws Exception {
        waits = true;
        call("20260301-120000_1");
        tandem.start();
        assertThat(taken.take()).isEqualTo("20260301-120000_1.wav");
        call("20260301-120000_2");
        tandem.wake("acme");
        tandem.wake("acme");
        mayGoOn.countDown();
        assertThat(taken.take()).isEqualTo("20260301-120000_2.wav");
    }

    @Test
    void beforeTheStartAndAfterTheEndItHasNoEffect() throws Exception {
        tandem.wake("acme");
        call("20260301-120000_1");
        tandem.start();
        assertThat(taken.take()).isEqualTo("20260301-120000_1.wav");
        tandem.close();
        tandem.wake("acme");
    }

    @Test
    void aFeedThatIsNotThereCannotBeWoken() {
        assertThatThrownBy(() -> tandem.wake("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }
}
