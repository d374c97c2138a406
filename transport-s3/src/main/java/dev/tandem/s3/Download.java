package dev.tandem.s3;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** One object that is read: what is known of it, and what came of it. Used by one thread. */
final class Download {
    private final Copy copy;
    private final String key;
    private final @Nullable HeadObjectResponse pinned;
    private @Nullable RemoteFile entry;
    private @Nullable TransportException failure;
    private boolean replaced;

    /** @param pinned the version to read; null for whichever the one request finds that reads all */
    Download(Copy copy, String key, @Nullable HeadObjectResponse pinned) {
        this.copy = copy;
        this.key = key;
        this.pinned = pinned;
        if (pinned != null) {
            entry = Entries.of(key, pinned);
        }
    }

    String key() {
        return key;
    }

    @Nullable
    String etag() {
        return pinned == null ? null : pinned.eTag();
    }

    /** How many bytes are to be read; of an object that nobody looked at before there may be fewer. */
    long length() {
        return pinned == null ? copy.limit() : Math.min(copy.limit(), pinned.contentLength());
    }

    /** Whether these bytes are all there are, as far as that is known. */
    boolean isWhole(long offset, int length) {
        return offset == 0 && (pinned == null || length == pinned.contentLength());
    }

    /** Whether there is no use in reading on. */
    boolean isOver() {
        return failure != null || replaced;
    }

    /** Hands over what was read. */
    void take(PartReader part) {
        if (pinned != null && !pinned.eTag().equals(part.response().eTag())) {
            // A store that knows no conditions gave what is there now.
            replaced = true;
            return;
        }
        try {
            copy.write(part.buffer(), 0, part.count());
            if (pinned == null) {
                Long size = part.response().contentLength();
                entry = Entries.of(key, part.response(), size == null ? part.count() : size);
            }
        } catch (TransportException e) {
            failure = e;
        }
    }

    void fail(TransportException reason) {
        failure = reason;
    }

    /** Another version has taken the place of the one that was read. */
    void noteReplaced() {
        replaced = true;
    }

    /** The entry after its last byte was read; of an object that was replaced meanwhile, that of the newer one. */
    RemoteFile result(Bucket bucket) throws TransportException {
        if (failure != null) {
            throw failure;
        }
        if (replaced) {
            return newer(bucket);
        }
        if (entry == null) {
            throw new TransportException(Reason.UNAVAILABLE, "s3:GetObject: nothing was read");
        }
        return entry;
    }

    private RemoteFile newer(Bucket bucket) throws TransportException {
        HeadObjectResponse now = bucket.head(key);
        if (pinned != null && pinned.eTag().equals(now.eTag())) {
            // The same bytes were put again: by the entry alone, what was read would pass for whole.
            throw new TransportException(Reason.UNAVAILABLE, "s3:GetObject: the object was replaced meanwhile");
        }
        return Entries.of(key, now);
    }
}
