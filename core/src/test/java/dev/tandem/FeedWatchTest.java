package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dialer.StandardNames;
import dev.tandem.feed.Feed;
import dev.tandem.folder.LocalTransportProvider;
import dev.tandem.ingest.FeedSweeper;
import dev.tandem.ingest.Watch;
import dev.tandem.memory.MemoryLedger;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Lookout;
import dev.tandem.spi.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the next sweep is planned for. The interval is an hour and the slow schedule a day, so that neither passes here. */
@Timeout(60)
class FeedWatchTest {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration RECONCILE = Duration.ofDays(1);

    @TempDir
    Path inbox;

    private final MemoryLedger ledger = new MemoryLedger();
    private final ByHand lookout = new ByHand();
    private Duration interval = INTERVAL;
    private Duration settle = Duration.ZERO;
    private CallSink sink = delivery -> {};
    private Path source = Path.of("");
    private @Nullable Schedule schedule;

    private static final class ByHand implements Lookout {
        volatile boolean watching = true;
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public boolean isWatching() {
            return watching;
        }

        @Override
        public Duration reconcile() {
            return RECONCILE;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @BeforeEach
    void takeTheInbox() {
        source = inbox;
    }

    @AfterEach
    void close() {
        if (schedule != null) {
            schedule.close();
        }
    }

    private void start() {
        Feed acme = Feed.builder("acme", source.toUri()).settle(settle).build();
        Plugins plugins = Plugins.of(new LocalTransportProvider(), new StandardNames(), new KeyValueFormat());
        Watch watch = new Watch(Clock.systemUTC(), System::nanoTime);
        FeedSweeper feed = new FeedSweeper(acme, plugins, ledger, sink, watch, event -> {}, inbox);
        Schedule started =
                new Schedule(Map.of("acme", feed), Clock.systemUTC(), System::nanoTime, interval, () -> false);
        schedule = started;
        started.attach("acme", new FeedWatch("acme", lookout, ledger));
        started.start();
        awaitSweeps(1);
    }

    private Schedule schedule() {
        return Objects.requireNonNull(schedule);
    }

    /** Waits until this many sweeps have ended and the next is planned. */
    private void awaitSweeps(int count) {
        while (schedule().executor.getCompletedTaskCount() < count) {
            Thread.onSpinWait();
        }
    }

    private Duration untilNext() {
        Delayed next =
                (Delayed) Objects.requireNonNull(schedule().executor.getQueue().peek());
        return Duration.ofMillis(next.getDelay(TimeUnit.MILLISECONDS));
    }

    private void assertSweptSeldom() {
        assertThat(untilNext()).isBetween(RECONCILE.minusMinutes(30), RECONCILE);
    }

    private void assertSweptAsUsual() {
        assertThat(untilNext()).isBetween(interval.minusMinutes(30), interval);
    }

    private void call(String name) throws IOException {
        Files.writeString(inbox.resolve(name + ".wav"), "sound");
        Files.writeString(inbox.resolve(name + ".kv"), "a=1\n");
    }

    @Test
    void whileItIsWatchedAFeedIsSweptSeldom() {
        start();
        assertSweptSeldom();
    }

    @Test
    void whileItIsNotWatchedAFeedIsSweptAsUsual() {
        lookout.watching = false;
        start();
        assertSweptAsUsual();
    }

    @Test
    void whenTheWatchIsLostTheUsualIntervalIsBackAndWhenItRecoversTheSlowOne() {
        start();
        lookout.watching = false;
        schedule().hint("acme");
        awaitSweeps(2);
        assertSweptAsUsual();
        lookout.watching = true;
        schedule().hint("acme");
        awaitSweeps(3);
        assertSweptSeldom();
    }

    @Test
    void anIntervalThatIsLongerThanTheSlowScheduleStays() {
        interval = Duration.ofDays(7);
        start();
        assertSweptAsUsual();
    }

    @Test
    void aFileThatSettlesIsLookedAtWhenItHasSettled() throws Exception {
        settle = Duration.ofHours(3);
        call("20260301-120000_1");
        start();
        assertThat(untilNext()).isBetween(settle.minusMinutes(30), settle);
    }

    @Test
    void whatTheSinkDidNotTakeIsBroughtToItAgainThoughHintsComeInBetween() throws Exception {
        sink = delivery -> {
            throw new IOException("not now");
        };
        call("20260301-120000_1");
        start();
        assertThat(untilNext()).isLessThan(INTERVAL);
        schedule().hint("acme");
        awaitSweeps(2);
        assertSweptAsUsual();
    }

    @Test
    void aSourceThatFailedIsAskedAgainAfterTheInterval() {
        source = inbox.resolve("missing");
        start();
        assertSweptAsUsual();
    }

    @Test
    void hintsDoNotDisturbASourceThatStaysDown() throws Exception {
        source = inbox.resolve("missing");
        start();
        schedule().hint("acme");
        awaitSweeps(2);
        Runnable planned = Objects.requireNonNull(schedule().executor.getQueue().peek());
        for (int i = 0; i < 100; i++) {
            schedule().hint("acme");
        }
        assertThat(schedule().executor.getQueue()).containsExactly(planned);
        Files.createDirectory(source);
        schedule().wake("acme");
        awaitSweeps(3);
        assertSweptSeldom();
    }

    @Test
    void theLookoutEndsWithTheSchedule() {
        start();
        schedule().close();
        assertThat(lookout.closed).hasValue(1);
    }

    @Test
    void aLookoutThatWasOpenedTooLateIsClosedAtOnce() {
        start();
        schedule().close();
        ByHand late = new ByHand();
        schedule().attach("acme", new FeedWatch("acme", late, ledger));
        assertThat(late.closed).hasValue(1);
    }
}
