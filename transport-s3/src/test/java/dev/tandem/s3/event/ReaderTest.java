package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.spi.Lookout;
import dev.tandem.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue that answers as it is told to. */
@Timeout(60)
class ReaderTest {
    private record Answer(int status, String body) {}

    private static final Answer NOTHING = new Answer(200, "{}");
    private static final String MESSAGE =
            "{\"Messages\":[{\"MessageId\":\"1\",\"ReceiptHandle\":\"h\",\"Body\":\"{\\\"detail\\\":{\\\"bucket\\\":"
                    + "{\\\"name\\\":\\\"calls\\\"},\\\"object\\\":{\\\"key\\\":\\\"a\\\"}}}\"}]}";

    private final Queues queues = new Queues(new Queues.Timing(Duration.ofMillis(10), Duration.ofSeconds(20)));
    private final AtomicInteger receives = new AtomicInteger();
    private final Semaphore received = new Semaphore(0);
    private final Semaphore deletes = new Semaphore(0);
    private final Semaphore hints = new Semaphore(0);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private volatile Answer receive = NOTHING;
    private volatile Answer delete = NOTHING;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asks = exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("ReceiveMessage");
            if (asks) {
                receives.incrementAndGet();
            }
            answer(exchange, asks ? receive : delete);
            (asks ? received : deletes).release();
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        queues.close();
        server.stop(0);
        System.setErr(usual);
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                "{\"__type\":\"com.amazonaws.sqs#" + code + "\",\"message\":\"canary-0815 and its credentials\"}");
    }

    private Lookout watch() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/1/tandem";
        QueueSettings settings =
                QueueSettings.of(Settings.of(Map.of("events", url)), null).orElseThrow();
        return queues.watch(settings, QueueServer.access(), new Queues.Place("calls", ""), hints::release);
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, 'may not be read (400 AccessDeniedException); allow sqs:ReceiveMessage'",
        "403, AccessDenied, 'may not be read (403 AccessDenied); allow sqs:ReceiveMessage'",
        "400, QueueDoesNotExist, 'is not there (400 QueueDoesNotExist); make it'",
        "403, InvalidClientTokenId, the credentials are not accepted (403 InvalidClientTokenId)",
        "403, ExpiredToken, the credentials are not accepted (403 ExpiredToken)",
        "400, ThrottlingException, is asked too often (400 ThrottlingException)",
        "500, InternalFailure, has a failure of its own (500 InternalFailure)",
        "400, 'canary 0815', refuses to be read (400)"
    })
    void eachFailureIsToldOnceWithWhatToDo(int status, String code, String says) throws Exception {
        receive = error(status, code);
        Lookout lookout = watch();
        received.acquire(5);
        assertThat(lookout.isWatching()).isFalse();
        receive = NOTHING;
        hints.acquire();
        assertThat(lookout.isWatching()).isTrue();
        lookout.close();
        assertThat(log())
                .containsOnlyOnce("Queue tandem: " + says)
                .containsOnlyOnce("listed as often as others")
                .containsOnlyOnce("can be read again")
                .doesNotContain("canary")
                .doesNotContain("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"''", "'{'", "canary", "'{\"Messages\":7}'", "'[[[['"})
    void anAnswerThatIsNoneIsAFailure(String answer) throws Exception {
        receive = new Answer(200, answer);
        Lookout lookout = watch();
        received.acquire(3);
        receive = NOTHING;
        hints.acquire();
        assertThat(lookout.isWatching()).isTrue();
        lookout.close();
        assertThat(log()).doesNotContain("canary");
    }

    @Test
    void aQueueThatCannotBeReachedIsTriedAgain() throws Exception {
        server.stop(0);
        Lookout lookout = watch();
        while (!log().contains("cannot be reached")) {
            Thread.sleep(5);
        }
        assertThat(lookout.isWatching()).isFalse();
        lookout.close();
        assertThat(log()).containsOnlyOnce("Queue tandem: ").doesNotContain("127.0.0.1");
    }

    @Test
    void whoMayNotDeleteReceivesNoMoreUntilHeMay() throws Exception {
        receive = new Answer(200, MESSAGE);
        delete = error(400, "AccessDeniedException");
        Lookout lookout = watch();
        deletes.acquire(5);
        assertThat(receives).hasValue(1);
        assertThat(hints.availablePermits()).isEqualTo(1);
        assertThat(lookout.isWatching()).isFalse();
        receive = NOTHING;
        delete = NOTHING;
        hints.acquire(2);
        assertThat(lookout.isWatching()).isTrue();
        lookout.close();
        assertThat(log()).containsOnlyOnce("allow sqs:ReceiveMessage and sqs:DeleteMessage");
    }

    @Test
    void aMessageThatCannotBeDeletedForNowComesAgain() throws Exception {
        receive = new Answer(200, MESSAGE);
        delete = error(500, "InternalFailure");
        Lookout lookout = watch();
        hints.acquire(3);
        delete = NOTHING;
        while (!lookout.isWatching()) {
            Thread.sleep(5);
        }
    }

    @Test
    void aServerThatDoesNotWaitForMessagesIsNotAskedWithoutAPause() throws Exception {
        long begin = System.nanoTime();
        watch();
        received.acquire(4);
        // Two pauses: the first time nobody waits, and the last pause comes after the fourth answer.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aQueueThatFailsIsLeftAloneForLongerEachTimeUpToAMinute() {
        Queues.Timing timing = new Queues.Timing(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(Reader.backoff(timing, 1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Reader.backoff(timing, 3, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Reader.backoff(timing, 3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Reader.backoff(timing, 50, 1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Reader.backoff(timing, Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(30));
    }
}
