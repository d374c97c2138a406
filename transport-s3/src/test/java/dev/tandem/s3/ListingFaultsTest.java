package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.Fault;
import dev.tandem.s3.server.Operation;
import dev.tandem.s3.server.Refusal;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listing is whole or it fails, whatever the store says. */
class ListingFaultsTest extends FaultyStore {
    private static final int KEYS = 2_001;

    private static String page(String rest) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult><EncodingType>url</EncodingType>" + rest
                + "</ListBucketResult>";
    }

    private static String object(String key) {
        return "<Contents><Key>" + key + "</Key><LastModified>2026-03-01T12:00:00.000Z</LastModified>"
                + "<ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag><Size>5</Size></Contents>";
    }

    /** Every listing is answered so. */
    private Fault answers(String body) {
        return proxy.when(Operation.LIST).always().answer(200, Map.of("Content-Type", "application/xml"), body);
    }

    private List<String> put(int count) {
        List<String> names = IntStream.range(0, count)
                .mapToObj(i -> "a+b " + i + ".wav")
                .sorted()
                .toList();
        names.parallelStream().forEach(name -> put(name, "x"));
        return names;
    }

    @Test
    void threePagesBelowAPrefixAreThreeRequests() throws Exception {
        List<String> names = put(KEYS);
        putKey("calls-of-others.wav", new byte[1]);
        put("folder/below.wav", "x");
        List<String> expected = new ArrayList<>(names);
        expected.add("folder");
        expected.sort(null);
        assertThat(names()).isEqualTo(expected);
        assertThat(proxy.count()).isEqualTo(3);

        // Cut at a byte, a page is asked for again, and the pages before it are not.
        proxy.forget();
        Fault cut = proxy.when(Operation.LIST)
                .query("continuation-token")
                .after(1)
                .times(2)
                .cutAfter(300);
        assertThat(names()).isEqualTo(expected);
        assertThat(cut.hits()).isEqualTo(2);
        assertThat(proxy.count()).isEqualTo(5);
    }

    @Test
    void threePagesOfAWholeBucketAreThreeRequests() throws Exception {
        List<Integer> numbers = IntStream.range(0, KEYS).boxed().toList();
        numbers.parallelStream().forEach(i -> putKey("k" + i, new byte[1]));
        List<String> seen = new ArrayList<>();
        try (Transport whole = provider.open(URI.create("s3://" + bucket), Settings.of(proxy.settings()))) {
            whole.list("", file -> seen.add(file.name()));
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        numbers.stream().map(i -> "k" + i).toList());
        assertThat(proxy.count()).isEqualTo(3);
    }

    @Test
    void aPageThatFailsOnceIsAskedForAgain() throws Exception {
        put("a.wav", "x");
        proxy.when(Operation.LIST).answer(Refusal.INTERNAL_ERROR);
        proxy.when(Operation.LIST).truncate(200);
        proxy.when(Operation.LIST).truncate(0);
        proxy.when(Operation.LIST).cutAfter(0);
        proxy.when(Operation.LIST).drop();
        assertThat(names()).containsExactly("a.wav");
        assertThat(proxy.count(Operation.LIST)).isEqualTo(6);
    }

    @Test
    void aListingThatIsAlwaysCutShortIsNoEmptyFolder() {
        put("a.wav", "x");
        Fault cut = proxy.when(Operation.LIST).always().truncate(300);
        assertThat(failure(this::names).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(cut.hits()).isBetween(2, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Please log in</body></html>", "<ListBucketResult/>", "{}", "<?xml"})
    void whatIsNoListingIsNoEmptyFolder(String body) {
        put("a.wav", "x");
        answers(body);
        assertThat(failure(this::names).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(() -> transport.stat("missing")).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aListingThatDoesNotCountItsKeysIsOne() throws Exception {
        answers(page("<IsTruncated>false</IsTruncated>" + object("calls/sub/a")));
        assertThat(transport.stat("sub").kind()).isEqualTo(RemoteFile.Kind.DIRECTORY);
    }

    @Test
    void aPageThatIsNotTheLastAndNamesNoOtherBreaksTheListingOff() {
        answers(page("<IsTruncated>true</IsTruncated>" + object("calls/a")));
        assertThat(failure(this::names)).hasMessageContaining("names no other");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void pagesThatGoInACircleBreakTheListingOff(int circle) {
        AtomicInteger next = new AtomicInteger();
        proxy.when(Operation.LIST)
                .always()
                .rewrite(body -> page("<IsTruncated>true</IsTruncated><NextContinuationToken>"
                                + (next.getAndIncrement() % circle) + "</NextContinuationToken>" + object("calls/a"))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(failure(this::names).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(proxy.count()).isLessThan(50);
    }

    @Test
    void emptyPagesWithoutEndBreakTheListingOff() {
        AtomicInteger next = new AtomicInteger();
        proxy.when(Operation.LIST)
                .always()
                .rewrite(body -> page("<IsTruncated>true</IsTruncated><NextContinuationToken>" + next.getAndIncrement()
                                + "</NextContinuationToken>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(failure(this::names)).hasMessageContaining("nothing on them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Contents><Key>other/a.wav</Key></Contents>",
                "<Contents><Key>calls</Key></Contents>",
                "<Contents><Size>1</Size></Contents>",
                "<Contents><Key>calls/%</Key></Contents>",
                "<Contents><Key>calls/%ZZ</Key></Contents>",
                "<Contents><Key>calls/a</Key><Size>many</Size></Contents>",
                "<Contents><Key>calls/a</Key><LastModified>today</LastModified></Contents>",
                "<CommonPrefixes><Prefix>other/</Prefix></CommonPrefixes>",
                "<CommonPrefixes></CommonPrefixes>"
            })
    void whatWasNotAskedForBreaksTheListingOff(String entry) {
        answers(page("<IsTruncated>false</IsTruncated>" + entry));
        TransportException failure = failure(this::names);
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("s3:ListBucket").hasNoCause();
    }

    @Test
    void theKeysOfEmptyFoldersAreNoFiles() throws Exception {
        putKey(PREFIX, new byte[0]);
        put("sub/", "");
        put("empty.wav", "");
        assertThat(list(""))
                .extracting(RemoteFile::name, RemoteFile::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("sub", RemoteFile.Kind.DIRECTORY),
                        org.assertj.core.groups.Tuple.tuple("empty.wav", RemoteFile.Kind.FILE));
        assertThat(list("sub")).isEmpty();
        assertThat(transport.stat("sub").kind()).isEqualTo(RemoteFile.Kind.DIRECTORY);
        assertThat(copy("empty.wav", 100).bytes()).isEmpty();
        assertThat(failure(() -> transport.read("sub/")).reason()).isEqualTo(Reason.INVALID_NAME);
        assertThat(failure(() -> transport.delete("sub")).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(keys()).contains(PREFIX, PREFIX + "sub/");
    }
}
