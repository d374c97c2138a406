package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Tandem;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.report.FeedReport;
import dev.tandem.s3.server.Operation;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Buckets with very many keys; the pages of their listings are made up, the requests for them are not. */
class ManyKeysTest extends FaultyStore {
    private static final int PAGE = 1_000;
    private static final String ETAG = "5d41402abc4b2a76b9719d911017c592";
    private static final Instant SEEN = Instant.parse("2026-03-01T12:00:00Z");

    private static String name(int i) {
        return "20260301-120000_" + i + ".wav";
    }

    private static String page(int begin, boolean last) {
        StringBuilder page = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>")
                .append(!last)
                .append("</IsTruncated>");
        if (!last) {
            page.append("<NextContinuationToken>").append(begin + PAGE).append("</NextContinuationToken>");
        }
        for (int i = begin; i < begin + PAGE; i++) {
            page.append("<Contents><Key>").append(PREFIX).append(name(i));
            page.append("</Key><LastModified>2026-03-01T12:00:00.000Z</LastModified><ETag>&quot;");
            page.append(ETAG).append("&quot;</ETag><Size>5</Size></Contents>");
        }
        return page.append("</ListBucketResult>").toString();
    }

    /** Each page for whoever asks for it by its token, again and again. */
    private void lists(int keys) {
        for (int begin = PAGE; begin < keys; begin += PAGE) {
            proxy.when(Operation.LIST)
                    .query("continuation-token=" + begin)
                    .always()
                    .answer(200, Map.of(), page(begin, begin + PAGE == keys));
        }
        proxy.when(Operation.LIST)
                .fits(request -> !request.hasQuery("continuation-token"))
                .always()
                .answer(200, Map.of(), page(0, keys == PAGE));
    }

    /** Does something before a page is answered, and changes nothing. */
    private void onEachTenthPage(Runnable look) {
        AtomicInteger pages = new AtomicInteger();
        proxy.when(Operation.LIST)
                .fits(request -> {
                    if (pages.incrementAndGet() % 10 == 0) {
                        look.run();
                    }
                    return false;
                })
                .drop();
    }

    private static void commitKnown(Ledger ledger, int keys) throws Exception {
        for (int begin = 0; begin < keys; begin += PAGE) {
            List<FileEntry> rows = new ArrayList<>();
            for (int i = begin; i < begin + PAGE; i++) {
                rows.add(FileEntry.create("acme", name(i), FileKind.RECORDING, "20260301-120000_" + i)
                        .content(5, ETAG)
                        .seen(SEEN)
                        .state(FileState.KEPT, SEEN)
                        .build());
            }
            ledger.commit(rows, List.of());
        }
    }

    @Test
    void aSweepOverAHundredThousandKnownKeysMakesAHundredRequestsInLittleMemory() throws Exception {
        int keys = 100_000;
        AtomicLong most = new AtomicLong();
        onEachTenthPage(() -> most.accumulateAndGet(used(), Math::max));
        lists(keys);
        Ledger ledger = Plugins.load().get(LedgerProvider.class, "memory").open(Settings.NONE);
        commitKnown(ledger, keys);
        SettableClock clock = new SettableClock(SEEN);
        Feed feed = Feed.builder("acme", source())
                .sourceSettings(Settings.of(proxy.settings()))
                .afterDelivery(AfterDelivery.KEEP)
                .build();
        try (Tandem tandem = Tandem.builder()
                .feed(feed)
                .ledger(ledger)
                .clock(clock)
                .ticks(clock.ticks())
                .sink(delivery -> {
                    throw new AssertionError("nothing is new");
                })
                .build()) {
            tandem.sweep();
            proxy.forget();
            long before = used();
            most.set(0);
            FeedReport report = tandem.sweep().feeds().get(0);
            assertThat(report.failed()).isEmpty();
            assertThat(report.counts()).isEmpty();
            assertThat(most.get()).isPositive();
            assertThat(most.get() - before).isLessThan(128L << 20);
        }
        assertThat(proxy.count(Operation.LIST)).isEqualTo(keys / PAGE);
        assertThat(proxy.count()).isEqualTo(keys / PAGE);
    }

    @Test
    void aLongListingIsListedInLittleMemory() throws Exception {
        int keys = 200_000;
        lists(keys);
        long before = used();
        AtomicInteger seen = new AtomicInteger();
        AtomicLong most = new AtomicLong();
        transport.list("", entry -> {
            if (seen.incrementAndGet() % 50_000 == 0) {
                most.set(Math.max(most.get(), used()));
            }
        });
        assertThat(seen.get()).isEqualTo(keys);
        assertThat(proxy.count()).isEqualTo(keys / PAGE);
        assertThat(most.get() - before).isLessThan(32L << 20);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
