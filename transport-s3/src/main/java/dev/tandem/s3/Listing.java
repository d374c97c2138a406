package dev.tandem.s3;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * All that lies directly below a prefix, page by page; the next page is asked for while one is handed over. A page that
 * could not be had is asked for again, so that a long listing need not begin anew.
 */
final class Listing {
    /** How many keys a page has; no store gives more. */
    private static final int PAGE = 1000;

    /** A store that promises more this often, one time after the other, and gives nothing, is not listing any more. */
    private static final int EMPTY_PAGES = 1000;

    private static final int ATTEMPTS = 4;
    private static final long FIRST_WAIT_MILLIS = 250;

    private final Bucket bucket;
    private final String prefix;
    private boolean found;

    /** Where the listing was some pages ago; how many are still to come until another is remembered, and how many then. */
    private @Nullable String mark;

    private long untilMark = 1;
    private long stride = 1;

    Listing(Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Hands over each entry, once. */
    void run(Consumer<? super RemoteFile> each) throws TransportException {
        Pending<ListObjectsV2Response> pending = ask(null);
        String token = null;
        int empty = 0;
        try {
            while (pending != null) {
                ListObjectsV2Response page = await(pending);
                String next = next(page, token);
                pending = next == null ? null : ask(next);
                token = next;
                empty = handOver(page, each) ? 0 : empty + 1;
                if (empty > EMPTY_PAGES) {
                    throw broken("pages without end, and nothing on them");
                }
            }
        } finally {
            if (pending != null) {
                pending.cancel();
            }
        }
    }

    /** Whether there was anything, if only the folder's own key. */
    boolean found() {
        return found;
    }

    private Pending<ListObjectsV2Response> ask(@Nullable String token) throws TransportException {
        return Pending.begin(bucket.store().threads(), () -> page(token));
    }

    private ListObjectsV2Response page(@Nullable String token) throws TransportException {
        for (int attempt = 1; ; attempt++) {
            try {
                return bucket.list(prefix, token, PAGE);
            } catch (TransportException e) {
                // A store that is silent was asked often enough, and each time took all our patience.
                if (!e.reason().retryable() || e.reason() == Reason.TIMED_OUT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            try {
                Thread.sleep(FIRST_WAIT_MILLIS << attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw broken("interrupted");
            }
        }
    }

    private static ListObjectsV2Response await(Pending<ListObjectsV2Response> pending) throws TransportException {
        try {
            return pending.await();
        } catch (Replaced e) {
            throw broken("replaced");
        }
    }

    private @Nullable String next(ListObjectsV2Response page, @Nullable String token) throws TransportException {
        if (!Boolean.TRUE.equals(page.isTruncated())) {
            return null;
        }
        String next = page.nextContinuationToken();
        if (next == null || next.isEmpty() || next.equals(token)) {
            throw broken("a page that is not the last and names no other");
        }
        if (isCircle(next)) {
            throw broken("pages that come again and again");
        }
        return next;
    }

    /** Brent's way to find a circle with one token remembered, before it was walked through three times. */
    private boolean isCircle(String token) {
        if (token.equals(mark)) {
            return true;
        }
        if (--untilMark == 0) {
            mark = token;
            stride *= 2;
            untilMark = stride;
        }
        return false;
    }

    private boolean handOver(ListObjectsV2Response page, Consumer<? super RemoteFile> each) throws TransportException {
        for (CommonPrefix folder : page.commonPrefixes()) {
            String name = name(folder.prefix());
            each.accept(Entries.folder(name.substring(0, Math.max(name.length() - 1, 0))));
        }
        for (S3Object object : page.contents()) {
            String name = name(object.key());
            // A key that is the prefix itself is how some programs write down an empty folder.
            if (!name.isEmpty()) {
                each.accept(Entries.of(name, object));
            }
        }
        boolean some = !page.contents().isEmpty() || !page.commonPrefixes().isEmpty();
        found |= some;
        return some;
    }

    private String name(@Nullable String key) throws TransportException {
        if (key == null || !key.startsWith(prefix)) {
            throw broken("a key that was not asked for");
        }
        return key.substring(prefix.length());
    }

    private static TransportException broken(String what) {
        return new TransportException(Reason.UNAVAILABLE, "s3:ListBucket: the listing broke off (" + what + ")");
    }
}
