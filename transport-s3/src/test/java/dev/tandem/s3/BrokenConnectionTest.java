package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break at a byte: what was asked for comes whole, or a failure does. */
class BrokenConnectionTest extends FaultyStore {
    private static final int SMALL = 50_000;

    private final byte[] small = random(SMALL, 1);
    private final byte[] large = random(LARGE, 2);

    @BeforeEach
    void put() {
        put("small.wav", small);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL / 2, SMALL - 1})
    void aSmallObjectComesWholeThoughItsConnectionBroke(int at) throws Exception {
        Fault cut = proxy.when(Operation.GET).times(2).cutAfter(at);
        assertSame(copy("small.wav", 100_000).bytes(), small);
        assertThat(cut.hits()).isEqualTo(2);
        assertThat(proxy.count(Operation.GET)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL / 2, SMALL - 1})
    void aSmallObjectWhoseConnectionAlwaysBreaksIsUnavailable(int at) {
        Fault cut = proxy.when(Operation.GET).always().cutAfter(at);
        TransportException failure = failure(() -> copy("small.wav", 100_000));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("s3:GetObject").hasNoCause();
        assertThat(cut.hits()).isEqualTo(5);
    }

    @Test
    void rangesComeWholeThoughTheirConnectionsBroke() throws Exception {
        put("large.wav", large);
        Fault cut = proxy.when(Operation.GET).times(3).cutAfter(Downloads.PIECE / 2);
        Fault last = proxy.when(Operation.GET).cutAfter(4);
        Copied copied = copy("large.wav", 1L << 30);
        assertSame(copied.bytes(), large);
        assertThat(copied.entry()).isEqualTo(transport.stat("large.wav"));
        assertThat(cut.hits() + last.hits()).isPositive();
    }

    @Test
    void ofALargeObjectNoMoreIsReadThanWasAskedFor() throws Exception {
        put("large.wav", large);
        Copied copied = copy("large.wav", Downloads.PIECE + 3);
        assertSame(copied.bytes(), Arrays.copyOf(large, Downloads.PIECE + 3));
        assertThat(copied.entry().size()).isEqualTo(LARGE);
        assertSame(copy("large.wav", 10).bytes(), Arrays.copyOf(large, 10));
    }

    @Test
    void aStreamGoesOnWhereItsConnectionBroke() throws Exception {
        Random random = new Random(3);
        for (int at : new int[] {0, 1, SMALL / 2, SMALL - 1}) {
            Fault first = proxy.when(Operation.GET).cutAfter(at);
            Fault second = proxy.when(Operation.GET).cutAfter(random.nextInt(SMALL - at));
            try (InputStream in = transport.read("small.wav")) {
                assertSame(in.readAllBytes(), small);
            }
            assertThat(first.hits()).isEqualTo(1);
            assertThat(second.hits()).isEqualTo(1);
            proxy.endFaults();
        }
    }

    @Test
    void aStreamWhoseConnectionAlwaysBreaksFails() throws Exception {
        proxy.when(Operation.GET).always().cutAfter(0);
        try (InputStream in = transport.read("small.wav")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("broke off");
        }
        assertThat(proxy.count()).isLessThan(30);
    }

    @Test
    void aStreamThatCannotBeOpenedAgainSaysWhy() throws Exception {
        proxy.when(Operation.GET).cutAfter(10);
        proxy.when(Operation.GET).always().answer(403, "AccessDenied");
        try (InputStream in = transport.read("small.wav")) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("allow s3:GetObject");
        }
        assertThat(proxy.count()).isEqualTo(2);
    }

    /** What breaks before a whole head came is asked for again, too. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST", "GET", "HEAD", "COPY", "DELETE"})
    void anAnswerThatNeverBeginsIsAskedForAgain(Operation operation) throws Exception {
        Fault dropped = proxy.when(operation).times(2).drop();
        assertThat(names()).containsExactly("small.wav");
        assertSame(copy("small.wav", 1L << 30).bytes(), small);
        assertSame(copy("small.wav", 1 << 20).bytes(), small);
        transport.move("small.wav", "done/small.wav");
        assertThat(dropped.hits()).isEqualTo(2);
        assertThat(keys()).containsExactly(PREFIX + "done/small.wav");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "GET", "HEAD", "COPY", "DELETE", "PUT"})
    void anAnswerThatIsLostDoesNotUndoWhatWasDone(Operation operation) throws Exception {
        proxy.when(operation).loseAnswer();
        assertThat(names()).containsExactly("small.wav");
        assertSame(copy("small.wav", 1 << 20).bytes(), small);
        transport.move("small.wav", "done/small.wav");
        transport.write("done/small.wav.json", "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(keys()).containsExactly(PREFIX + "done/small.wav", PREFIX + "done/small.wav.json");
        proxy.when(operation).loseAnswer();
        transport.delete("done/small.wav");
        assertThat(keys()).containsExactly(PREFIX + "done/small.wav.json");
    }

    @Test
    void aMalformedHeadIsAskedForAgain() throws Exception {
        // A line without a colon, and two lengths.
        Fault malformed = proxy.when(Operation.GET).answer(200, Map.of("Content-Length", "9", "X", "y\r\nZ"), "");
        assertSame(copy("small.wav", 1 << 20).bytes(), small);
        assertThat(malformed.hits()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, SMALL - 1})
    void anAnswerThatIsShorterThanTheObjectIsNoWholeObject(int length) throws Exception {
        put("large.wav", large);
        RemoteFile listed = transport.stat("small.wav");
        proxy.when(Operation.GET).truncate(length);
        // In order as an answer: the entry tells how long what came is, and that is not what was listed.
        assertThat(copy("small.wav", 1 << 20).entry().size()).isEqualTo(length).isNotEqualTo(listed.size());
        proxy.when(Operation.GET).truncate(length);
        assertSame(copy("large.wav", 1L << 30).bytes(), large);
    }

    @Test
    void aStoreThatIgnoresRangesIsToldSo() throws Exception {
        put("large.wav", large);
        proxy.when(Operation.GET)
                .always()
                .answer(200, Map.of("ETag", head("large.wav").eTag()), "x".repeat(LARGE));
        TransportException failure = failure(() -> copy("large.wav", 1L << 30));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("another range");
    }

    @Test
    void aStreamIsNotGoneOnWithWhereTheStoreIgnoresRanges() throws Exception {
        put("large.wav", large);
        proxy.when(Operation.GET).cutAfter(10);
        proxy.when(Operation.GET)
                .always()
                .answer(200, Map.of("ETag", head("large.wav").eTag()), "x".repeat(LARGE));
        try (InputStream in = transport.read("large.wav")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("another range");
        }
    }

    @Test
    void anAnswerWithoutHeadersIsUnavailable() {
        proxy.when(Operation.HEAD, Operation.GET).always().answer(200, Map.of(), "");
        assertThat(failure(() -> transport.stat("small.wav")).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(() -> copy("small.wav", 1L << 30)).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(() -> copy("small.wav", 1 << 20)).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(() -> transport.move("small.wav", "b.wav")).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(() -> transport.delete("small.wav")).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(keys()).containsExactly(PREFIX + "small.wav");
    }
}
