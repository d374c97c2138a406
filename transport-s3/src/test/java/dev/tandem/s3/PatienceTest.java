package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that fall silent, callers that are interrupted, and connections that are closed: all ends, nothing is left. */
class PatienceTest extends FaultyStore {
    private static final int SMALL = 100_000;

    @BeforeEach
    void put() {
        put("a.wav", random(SMALL, 1));
        transport = open(Map.of("patience", "300ms"));
    }

    private interface Step {
        void run() throws TransportException;
    }

    private Step step(Operation operation) {
        return switch (operation) {
            case LIST -> this::names;
            case GET -> () -> copy("a.wav", 1 << 20);
            case HEAD -> () -> transport.stat("a.wav");
            case PUT -> () -> transport.write("b.json", "{}".getBytes(StandardCharsets.US_ASCII));
            case COPY -> () -> transport.move("a.wav", "done/a.wav");
            case DELETE -> () -> transport.delete("a.wav");
            default -> throw new AssertionError("not asked by a transport");
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "GET", "HEAD", "PUT", "COPY", "DELETE"})
    void aStoreThatIsSilentIsGivenUp(Operation operation) {
        Fault silent = proxy.when(operation).always().stall();
        TransportException failure = failure(step(operation)::run);
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure)
                .hasMessageContaining("patience")
                .hasMessageContaining("s3:")
                .hasNoCause();
        assertThat(silent.hits()).isBetween(1, 5);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "GET"})
    void aStoreThatFallsSilentWithinAnAnswerIsGivenUp(Operation operation) {
        Fault silent = proxy.when(operation).always().stallAfter(100);
        TransportException failure = failure(step(operation)::run);
        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(silent.hits()).isBetween(1, 5);
    }

    @Test
    void aStoreThatFellSilentOnceIsAskedAgain() throws Exception {
        for (Operation operation : List.of(Operation.LIST, Operation.GET, Operation.HEAD, Operation.PUT)) {
            proxy.when(operation).stall();
            step(operation).run();
        }
        assertThat(names()).containsExactly("a.wav", "b.json");
    }

    @Test
    void aStreamThatFallsSilentFails() throws Exception {
        proxy.when(Operation.GET).stallAfter(SMALL / 2);
        proxy.when(Operation.GET).always().stall();
        try (InputStream in = transport.read("a.wav")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("patience");
        }
        assertThat(proxy.count()).isBetween(2, 6);
    }

    /** Does something in a thread of its own, which is interrupted once the store is silent. */
    private Throwable interrupted(Fault silent, Step step) throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            Throwable thrown = null;
            try {
                step.run();
            } catch (Throwable e) {
                thrown = e;
            }
            flag.set(Thread.currentThread().isInterrupted());
            end.complete(thrown);
        });
        thread.start();
        silent.awaitHits(1);
        thread.interrupt();
        Throwable thrown = end.get(60, TimeUnit.SECONDS);
        assertThat(flag).as("the flag of the interrupt").isTrue();
        return thrown;
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "GET", "HEAD", "PUT", "COPY", "DELETE"})
    void whoIsInterruptedStaysSoAndIsToldByAFailure(Operation operation) throws Exception {
        Fault silent = proxy.when(operation).always().stall();
        assertThat(interrupted(silent, step(operation)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.reason()).isIn(Reason.UNAVAILABLE, Reason.TIMED_OUT));
        proxy.endFaults();
        // What it asked for may still be done; the next one is not disturbed by it.
        names();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tandem-s3"))
                .toList();
    }

    @Test
    void whatIsUnderWayEndsWhenTheProviderIsClosedAndNothingIsLeft() throws Exception {
        transport = open(Map.of("requests", "2"));
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            put(i + ".wav", random(SMALL, i));
            copies.add(new Copy(i + ".wav", 1 << 20, OutputStream.nullOutputStream()));
        }
        Fault silent = proxy.when(Operation.GET).always().stallAfter(SMALL / 2);
        CompletableFuture<List<Attempt<RemoteFile>>> running =
                CompletableFuture.supplyAsync(() -> transport.copyAll(copies));
        // Two are under way, and the others wait for a thread.
        silent.awaitHits(2);
        provider.close();
        for (Attempt<RemoteFile> one : running.get(30, TimeUnit.SECONDS)) {
            assertThat(failure(one::get).reason()).isEqualTo(Reason.UNAVAILABLE);
        }
        silent.end();
        await(() -> threads().isEmpty());
        await(() -> proxy.open() == 0);
        assertThat(failure(this::names)).hasMessageContaining("closed");
        assertThat(failure(() -> transport.stat("a.wav"))).hasMessageContaining("closed");
    }

    @Test
    void aStreamThatIsNotReadToItsEndLeavesNoConnectionUnderWay() throws Exception {
        put("large.wav", random(LARGE, 2));
        for (int i = 0; i < 100; i++) {
            try (InputStream in = transport.read("large.wav")) {
                assertThat(in.read()).isNotNegative();
            }
        }
        await(() -> proxy.open() <= 1);
    }

    @Test
    void aStreamOfAClosedProviderFails() throws Exception {
        put("large.wav", random(LARGE, 2));
        try (InputStream in = transport.read("large.wav")) {
            in.read();
            provider.close();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        await(() -> proxy.open() == 0);
    }

    @Test
    void aProviderThatWasClosedOpensAgain() throws Exception {
        names();
        provider.close();
        await(() -> proxy.open() == 0 && threads().isEmpty());
        transport = open(Map.of());
        assertThat(names()).containsExactly("a.wav");
    }
}
