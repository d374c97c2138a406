package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that change while they are read: whoever reads can tell, and never gets bytes of two versions. */
class ReplacementTest extends FaultyStore {
    private static final int SMALL = 500_000;
    private static final int AT_ONCE = 1;

    private final byte[] small = random(SMALL, 1);
    private final byte[] other = random(SMALL, 2);
    private final byte[] large = random(LARGE, 3);
    private final byte[] largeOther = random(LARGE, 4);
    private RemoteFile seenSmall;
    private RemoteFile seenLarge;

    @BeforeEach
    void put() throws Exception {
        put("small.wav", small);
        put("large.wav", large);
        seenSmall = transport.stat("small.wav");
        seenLarge = transport.stat("large.wav");
        // One request at a time, so that the second range is asked for after the first came.
        transport = open(Map.of("requests", "" + AT_ONCE));
    }

    @Test
    void aSmallObjectIsOfOneVersionWhicheverItIs() throws Exception {
        Fault before = proxy.when(Operation.GET).before(() -> put("small.wav", other));
        Copied copied = copy("small.wav", 1 << 20);
        assertSame(copied.bytes(), other);
        assertThat(copied.entry()).isNotEqualTo(seenSmall);
        assertThat(before.hits()).isEqualTo(1);

        put("small.wav", small);
        proxy.when(Operation.GET).within(SMALL / 2, () -> put("small.wav", other));
        copied = copy("small.wav", 1 << 20);
        assertSame(copied.bytes(), small);
        assertThat(copied.entry().version()).isEqualTo(seenSmall.version());
    }

    @Test
    void aSmallObjectThatIsReplacedWhenItsConnectionBrokeIsTheNewOneWhole() throws Exception {
        proxy.when(Operation.GET).cutAfter(SMALL / 2);
        proxy.when(Operation.GET).before(() -> put("small.wav", other));
        Copied copied = copy("small.wav", 1 << 20);
        assertSame(copied.bytes(), other);
        assertThat(copied.entry().version()).isNotEqualTo(seenSmall.version());
    }

    @Test
    void aLargeObjectThatIsReplacedBetweenTwoRangesIsTold() throws Exception {
        Fault replaced = proxy.when(Operation.GET).after(1).before(() -> put("large.wav", largeOther));
        Copied copied = copy("large.wav", 1L << 30);
        assertThat(replaced.hits()).isEqualTo(1);
        assertThat(copied.entry().version()).isNotEqualTo(seenLarge.version());
        assertThat(copied.entry()).isEqualTo(transport.stat("large.wav"));
    }

    @Test
    void aLargeObjectThatIsReplacedByAShorterOneIsTold() throws Exception {
        proxy.when(Operation.GET).after(1).before(() -> put("large.wav", "short"));
        assertThat(copy("large.wav", 1L << 30).entry().size()).isEqualTo(5);
    }

    @Test
    void aLargeObjectThatIsRemovedBetweenTwoRangesIsNotFound() {
        proxy.when(Operation.GET).after(1).before(() -> remove("large.wav"));
        assertThat(failure(() -> copy("large.wav", 1L << 30)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aLargeObjectThatIsReplacedAndPutBackIsNotWhole() {
        proxy.when(Operation.GET).after(1).before(() -> put("large.wav", largeOther));
        proxy.when(Operation.HEAD).after(1).before(() -> put("large.wav", large));
        assertThat(failure(() -> copy("large.wav", 1L << 30)).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aStoreThatKnowsNoConditionsCannotMixVersions() throws Exception {
        int length = Downloads.PIECE;
        proxy.when(Operation.GET)
                .after(1)
                .answer(
                        206,
                        Map.of(
                                "ETag",
                                "\"other\"",
                                "Content-Range",
                                "bytes " + length + "-" + (2 * length - 1) + "/" + LARGE),
                        "x".repeat(length));
        assertThat(failure(() -> copy("large.wav", 1L << 30))).hasMessageContaining("replaced meanwhile");
    }

    @Test
    void aRangeThatIsTooShortLeavesNoHole() {
        proxy.when(Operation.GET)
                .after(1)
                .always()
                .answer(
                        206,
                        Map.of(
                                "ETag",
                                "\"" + seenLarge.version() + "\"",
                                "Content-Range",
                                "bytes " + Downloads.PIECE + "-" + (Downloads.PIECE + 9) + "/" + LARGE),
                        "0123456789");
        assertThat(failure(() -> copy("large.wav", 1L << 30)).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aStreamIsOfOneVersionThoughTheObjectIsReplaced() throws Exception {
        try (InputStream in = transport.read("small.wav")) {
            byte[] first = in.readNBytes(10);
            put("small.wav", other);
            byte[] rest = in.readAllBytes();
            assertSame(first, java.util.Arrays.copyOf(small, 10));
            assertSame(rest, java.util.Arrays.copyOfRange(small, 10, SMALL));
        }
        assertThat(transport.stat("small.wav").version()).isNotEqualTo(seenSmall.version());
    }

    @Test
    void aStreamWhoseConnectionBreaksDoesNotGoOnWithAnotherVersion() throws Exception {
        proxy.when(Operation.GET).cutAfter(SMALL / 2);
        proxy.when(Operation.GET).before(() -> put("small.wav", other));
        try (InputStream in = transport.read("small.wav")) {
            assertSame(in.readNBytes(SMALL / 2), java.util.Arrays.copyOf(small, SMALL / 2));
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("replaced meanwhile");
        }
    }

    @Test
    void anObjectThatIsReplacedBeforeItIsCopiedIsNotMoved() {
        proxy.when(Operation.COPY).before(() -> put("small.wav", other));
        assertThat(failure(() -> transport.move("small.wav", "done/small.wav"))).hasMessageContaining("replaced");
        assertThat(keys()).containsExactly(PREFIX + "large.wav", PREFIX + "small.wav");
    }

    @Test
    void anObjectThatIsReplacedBeforeItIsDeletedStays() {
        // Between the look at what is to be deleted and the look just before it is.
        proxy.when(Operation.HEAD).after(1).before(() -> put("small.wav", other));
        assertThat(failure(() -> transport.delete("small.wav")).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(keys()).contains(PREFIX + "small.wav");
    }
}
