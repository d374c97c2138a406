package dev.tandem.s3;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The objects below a prefix. A folder is what keys have in common up to a slash: there is one as long as something lies in
 * it.
 */
final class S3Transport implements Transport {
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private final Bucket bucket;
    private final Keys keys;
    private final Mover mover;

    S3Transport(Bucket bucket, String prefix) {
        this.bucket = bucket;
        keys = new Keys(prefix);
        mover = new Mover(bucket, keys);
    }

    @Override
    public void list(String folder, Consumer<? super RemoteFile> each) throws TransportException {
        Listing listing = new Listing(bucket, keys.folder(folder));
        listing.run(each);
        if (!listing.found() && !folder.isEmpty()) {
            throw new TransportException(Reason.NOT_FOUND, "s3:ListBucket: no key begins with the folder's");
        }
    }

    /**
     * Has one of the store's threads do something: the SDK keeps time for each request by interrupting who makes it, and so
     * may swallow an interrupt that was meant for the caller.
     */
    private <T> T ask(Pending.Task<T> task) throws TransportException {
        try {
            return Pending.begin(bucket.store().threads(), task).await();
        } catch (Replaced e) {
            throw new TransportException(Reason.UNAVAILABLE, "s3:DeleteObject: the object was replaced meanwhile");
        }
    }

    @Override
    public RemoteFile stat(String path) throws TransportException {
        return ask(() -> look(path));
    }

    private RemoteFile look(String path) throws TransportException {
        if (path.isEmpty()) {
            return Entries.folder("");
        }
        String key = keys.file(path);
        try {
            return Entries.of(key, bucket.head(key));
        } catch (TransportException e) {
            if (e.reason() == Reason.NOT_FOUND && isFolder(path)) {
                return Entries.folder(Keys.name(path));
            }
            throw e;
        }
    }

    private boolean isFolder(String path) throws TransportException {
        ListObjectsV2Response page = bucket.list(keys.folder(path), null, 1);
        return !page.contents().isEmpty() || !page.commonPrefixes().isEmpty();
    }

    @Override
    public List<Attempt<RemoteFile>> statAll(List<String> paths) {
        return Pending.all(
                bucket.store().threads(),
                paths.stream()
                        .<Pending.Task<RemoteFile>>map(path -> () -> look(path))
                        .toList());
    }

    @Override
    public InputStream read(String path) throws TransportException {
        try {
            return ObjectStream.open(bucket, keys.file(path));
        } catch (Replaced e) {
            throw new TransportException(Reason.UNAVAILABLE, "s3:GetObject: a condition that nobody set was not met");
        }
    }

    @Override
    public List<Attempt<RemoteFile>> copyAll(List<Copy> copies) {
        return new Downloads(bucket, keys).run(copies);
    }

    @Override
    public void move(String from, String to) throws TransportException {
        ask(() -> mover.move(from, to));
    }

    @Override
    public List<Attempt<RemoteFile>> moveAll(List<Move> moves) {
        return mover.moveAll(moves);
    }

    @Override
    public List<Attempt<RemoteFile>> tagAll(List<Tag> tags) {
        Tagger tagger = new Tagger(bucket, keys);
        return Pending.all(
                bucket.store().threads(),
                tags.stream()
                        .<Pending.Task<RemoteFile>>map(tag -> () -> tagger.tag(tag))
                        .toList());
    }

    @Override
    public void delete(String path) throws TransportException {
        String key = keys.file(path);
        ask(() -> {
            bucket.delete(key, bucket.head(key).eTag());
            return key;
        });
    }

    @Override
    public void write(String path, byte[] content) throws TransportException {
        bucket.put(keys.file(path), Map.of(), "application/json", RequestBody.fromBytes(content));
    }

    @Override
    public Optional<URI> link(String path, Duration valid) throws TransportException {
        if (valid.isZero() || valid.isNegative() || valid.compareTo(LONGEST_LINK) > 0) {
            throw new TransportException(
                    Reason.ACCESS_DENIED, "s3:GetObject: a link is valid for a second to seven days, and no longer");
        }
        return Optional.of(bucket.link(keys.file(path), valid));
    }

    /** Nothing: connections belong to the provider. */
    @Override
    public void close() {}
}
