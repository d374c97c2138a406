package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Lookout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class QueuesTest {
    private static QueueServer server;

    private final Queues queues = new Queues(new Queues.Timing(Duration.ofMillis(20), Duration.ofSeconds(20)));
    private final Queues.Access access = QueueServer.access();

    /** A feed that can be woken. */
    private static final class Listening implements AutoCloseable {
        final AtomicInteger hints = new AtomicInteger();
        final Semaphore news = new Semaphore(0);
        final Lookout lookout;

        Listening(Queues queues, String bucket, String prefix, Queues.Access access) {
            lookout = queues.watch(server.settings(), access, new Queues.Place(bucket, prefix), () -> {
                hints.incrementAndGet();
                news.release();
            });
        }

        /** Waits for the hint that says that the queue is read. */
        Listening ready() throws InterruptedException {
            news.acquire();
            assertThat(lookout.isWatching()).isTrue();
            return this;
        }

        @Override
        public void close() {
            lookout.close();
        }
    }

    private Listening listen(String bucket, String prefix) {
        return new Listening(queues, bucket, prefix, access);
    }

    @BeforeAll
    static void start() {
        server = new QueueServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeTheQueue() {
        assertThat(threads()).isZero();
        server.make();
    }

    @AfterEach
    void close() {
        queues.close();
        server.delete();
        assertThat(threads()).isZero();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tandem-s3-events"))
                .count();
    }

    private static Thread reader() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tandem-s3-events"))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    static List<String> eachShape() {
        return List.of(
                Events.direct("calls", "other/b", "in/a b.wav"),
                Events.throughSns(Events.direct("calls", "in/a b.wav")),
                Events.bridge("calls", "in/a b.wav"),
                Events.throughSns(Events.bridge("calls", "in/a b.wav")),
                Events.direct("calls", "in/deeper/still/a.wav"));
    }

    @ParameterizedTest
    @MethodSource
    void eachShape(String message) throws Exception {
        Listening feed = listen("calls", "in/").ready();
        server.send(message);
        feed.news.acquire();
        await(() -> server.left() == 0);
        assertThat(feed.hints).hasValue(2);
    }

    @Test
    void whatCameBeforeItIsReadWakesToo() throws Exception {
        server.send(Events.direct("calls", "in/a"));
        Listening feed = listen("calls", "in/");
        feed.news.acquire(2);
        await(() -> server.left() == 0);
    }

    @Test
    void aMessageWakesTheFeedsThatItIsMeantFor() throws Exception {
        Listening in = listen("calls", "in/").ready();
        Listening whole = listen("calls", "");
        Listening other = listen("calls", "out/");
        Listening elsewhere = listen("others", "");
        assertThat(threads()).isEqualTo(1);
        server.send(Events.direct("calls", "in/a"));
        in.news.acquire();
        whole.news.acquire();
        server.send(Events.direct("calls", "out/a"));
        other.news.acquire();
        whole.news.acquire();
        await(() -> server.left() == 0);
        assertThat(elsewhere.hints).hasValue(0);
        assertThat(in.hints).hasValue(2);
        assertThat(other.hints).hasValue(1);
    }

    @Test
    void whoeverReadsTheQueueWakesAllThatNameIt() throws Exception {
        Listening one = listen("calls", "one/").ready();
        Listening two = new Listening(queues, "calls", "two/", QueueServer.access()).ready();
        assertThat(threads()).isEqualTo(2);
        for (int i = 0; i < 20; i++) {
            server.send(Events.direct("calls", "one/a", "two/a"));
            one.news.acquire();
            two.news.acquire();
        }
        one.close();
        assertThat(threads()).isEqualTo(1);
        server.send(Events.direct("calls", "two/b"));
        two.news.acquire();
    }

    @Test
    void duplicatesAndDisorderAreHints() throws Exception {
        Listening feed = listen("calls", "in/").ready();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            messages.add(Events.direct("calls", "in/" + i % 10));
        }
        Collections.reverse(messages);
        server.send(messages.toArray(String[]::new));
        feed.news.acquire(30);
        await(() -> server.left() == 0);
    }

    @Test
    void aFloodOfMessagesIsReadToItsEnd() throws Exception {
        Listening feed = listen("calls", "in/").ready();
        for (int i = 0; i < 30; i++) {
            server.sendTen(Events.direct("calls", "in/" + i));
        }
        feed.news.acquire(300);
        await(() -> server.left() == 0);
    }

    @Test
    void whatIsNotUnderstoodIsDeletedAndNeitherWakesNorStops() throws Exception {
        String log = logOf(() -> {
            Listening feed = listen("calls", "in/").ready();
            server.send(
                    "no JSON canary-0815",
                    "{\"Records\":\"canary-0815\"}",
                    "{\"canary-0815\":1}",
                    "[".repeat(200_000),
                    "{\"a\":".repeat(40_000),
                    "\"" + "x".repeat((256 << 10) - 2) + "\"",
                    Events.test("calls"),
                    Events.direct("calls", "elsewhere/canary-0815"),
                    Events.direct("calls", "in/canary-0815"));
            feed.news.acquire();
            await(() -> server.left() == 0);
            assertThat(feed.hints).hasValue(2);
            assertThat(feed.lookout.isWatching()).isTrue();
        });
        assertThat(log)
                .contains("Queue calls: 1 messages so far were no notifications")
                .doesNotContain("canary");
        assertThat(log.lines().filter(line -> line.contains("no notifications")))
                .hasSize(1);
    }

    @Test
    void aQueueThatIsDeletedAndMadeAgainIsReadAgain() throws Exception {
        String log = logOf(() -> {
            try (Queues impatient = new Queues(new Queues.Timing(Duration.ofMillis(20), Duration.ofSeconds(1)))) {
                Listening feed = new Listening(impatient, "calls", "in/", access).ready();
                server.delete();
                feed.news.acquire();
                assertThat(feed.lookout.isWatching()).isFalse();
                server.make();
                feed.ready();
                server.send(Events.direct("calls", "in/a"));
                feed.news.acquire();
            }
        });
        assertThat(log)
                .containsOnlyOnce("Its feeds are listed as often as others")
                .containsOnlyOnce("Queue calls: can be read again");
    }

    @Test
    void aQueueThatIsNotThereIsToldOnceWithWhatToDo() throws Exception {
        String log = logOf(() -> {
            server.delete();
            Listening feed = listen("calls", "in/");
            Thread reader = reader();
            // It has failed, and waits until it tries again.
            await(() -> reader.getState() == Thread.State.TIMED_WAITING);
            assertThat(feed.lookout.isWatching()).isFalse();
            assertThat(feed.hints).hasValue(0);
            server.make();
            feed.ready();
        });
        assertThat(log)
                .containsOnlyOnce("Queue calls: is not there")
                .contains("make it, or correct events and events-region")
                .containsOnlyOnce("Queue calls: can be read again");
    }

    @Test
    void aHintThatFailsStopsNothing() throws Exception {
        Lookout broken = queues.watch(server.settings(), access, new Queues.Place("calls", ""), () -> {
            throw new IllegalStateException("canary-0815");
        });
        Listening feed = listen("calls", "");
        await(broken::isWatching);
        server.send(Events.direct("calls", "a"));
        feed.news.acquire();
        await(() -> server.left() == 0);
        assertThat(broken.isWatching()).isTrue();
    }

    @Test
    void theEndOfTheLastFeedDuringALongPollLeavesNoThread() throws Exception {
        Listening one = listen("calls", "one/").ready();
        Listening two = listen("calls", "two/");
        one.close();
        one.close();
        assertThat(threads()).isEqualTo(1);
        server.send(Events.direct("calls", "one/a"), Events.direct("calls", "two/a"));
        two.news.acquire();
        await(() -> server.left() == 0);
        assertThat(one.hints).hasValue(1);
        two.close();
        assertThat(threads()).isZero();
        assertThat(two.lookout.isWatching()).isFalse();
    }

    @Test
    void allEndsTogetherAndMayBeginAgain() throws Exception {
        listen("calls", "one/").ready();
        new Listening(queues, "calls", "two/", QueueServer.access()).ready();
        queues.close();
        assertThat(threads()).isZero();
        listen("calls", "in/").ready();
    }

    @Test
    void itMayBeClosedByWhoIsWoken() throws Exception {
        List<Lookout> self = Collections.synchronizedList(new ArrayList<>());
        self.add(queues.watch(server.settings(), access, new Queues.Place("calls", ""), () -> {
            if (!self.isEmpty()) {
                self.get(0).close();
            }
        }));
        await(() -> {
            server.send(Events.direct("calls", "a"));
            return threads() == 0;
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static String logOf(Work work) throws Exception {
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (PrintStream to = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            System.setErr(to);
            work.run();
        } finally {
            System.setErr(usual);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
