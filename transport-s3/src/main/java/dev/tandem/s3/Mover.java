package dev.tandem.s3;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Moves objects, for which S3 has no operation: copies one version, looks at the copy, and deletes that version. Cut short
 * between copy and deletion, the same move finishes what is left when it is asked for again.
 */
final class Mover {
    private final Bucket bucket;
    private final Keys keys;

    Mover(Bucket bucket, Keys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    List<Attempt<RemoteFile>> moveAll(List<Move> moves) {
        List<Pending.Task<RemoteFile>> tasks = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        for (Move move : moves) {
            // Two moves at once to one target would not see each other.
            boolean first = targets.add(move.to());
            tasks.add(() -> {
                if (!first) {
                    throw taken();
                }
                return move(move.from(), move.to());
            });
        }
        return Pending.all(bucket.store().threads(), tasks);
    }

    /** Gives the entry after the move, at its new path. */
    RemoteFile move(String from, String to) throws TransportException {
        String source = keys.file(from);
        String target = keys.file(to);
        try {
            HeadObjectResponse object = bucket.head(source);
            HeadObjectResponse there = find(target);
            if (there != null && !Entries.isCopy(object, target, there)) {
                throw taken();
            }
            if (there == null) {
                bucket.copy(source, object, target, Entries.moved(source, object, target));
                there = bucket.head(target);
                if (!object.contentLength().equals(there.contentLength())) {
                    throw new TransportException(
                            Reason.UNAVAILABLE,
                            "s3:PutObject: the copy is not as long as the object; nothing was deleted");
                }
            }
            delete(source, object);
            return Entries.of(target, there);
        } catch (Replaced e) {
            throw new TransportException(Reason.UNAVAILABLE, "s3:PutObject: the object was replaced meanwhile");
        }
    }

    private void delete(String source, HeadObjectResponse object) throws TransportException {
        try {
            bucket.delete(source, object.eTag());
        } catch (Replaced e) {
            // The version that was copied is gone from there all the same; the newer one stays to be seen.
        }
    }

    private @Nullable HeadObjectResponse find(String key) throws TransportException {
        try {
            return bucket.head(key);
        } catch (TransportException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private static TransportException taken() {
        return new TransportException(Reason.ALREADY_EXISTS, "s3:PutObject: there is an object at the target");
    }
}
