package dev.tandem.s3;

import dev.tandem.spi.RemoteFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What an object is to the engine. Its version is its ETag. A copy often has another ETag than what it was copied from: so a
 * move writes the version into the copy's metadata, from where it is read again, but never directly in the root, where
 * others write and a listing cannot show it.
 */
final class Entries {
    private static final String VERSION = "tandem-version";
    private static final String UPLOADED = "tandem-uploaded";

    private Entries() {}

    static RemoteFile of(String name, S3Object object) {
        return file(name, object.size(), object.lastModified(), object.eTag());
    }

    static RemoteFile of(String path, HeadObjectResponse object) {
        return file(
                Keys.name(path),
                object.contentLength(),
                object.lastModified(),
                version(path, object.eTag(), object.metadata()));
    }

    /** @param size of the whole object, of which the response may hold a part */
    static RemoteFile of(String path, GetObjectResponse object, long size) {
        return file(Keys.name(path), size, object.lastModified(), version(path, object.eTag(), object.metadata()));
    }

    static RemoteFile folder(String name) {
        return new RemoteFile(name, RemoteFile.Kind.DIRECTORY, 0, Instant.EPOCH, "");
    }

    private static RemoteFile file(
            String name, @Nullable Long size, @Nullable Instant modified, @Nullable String version) {
        return new RemoteFile(
                name,
                RemoteFile.Kind.FILE,
                size == null ? 0 : size,
                // A look tells seconds, and so shall a listing.
                (modified == null ? Instant.EPOCH : modified).truncatedTo(ChronoUnit.SECONDS),
                unquoted(version));
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static String version(String path, @Nullable String etag, Map<String, String> metadata) {
        String moved = path.indexOf('/') < 0 ? null : metadata.get(VERSION);
        return moved == null ? unquoted(etag) : moved;
    }

    /** The metadata of the copy of an object that moves. */
    static Map<String, String> moved(String from, HeadObjectResponse source, String to) {
        Map<String, String> metadata = new HashMap<>(source.metadata());
        if (to.indexOf('/') < 0) {
            metadata.keySet().removeAll(Set.of(VERSION, UPLOADED));
        } else {
            metadata.put(VERSION, version(from, source.eTag(), source.metadata()));
            metadata.put(UPLOADED, uploaded(from, source));
        }
        return metadata;
    }

    /** Whether an object is the copy of another that still has to be deleted, made by a move that was cut short. */
    static boolean isCopy(String from, HeadObjectResponse source, HeadObjectResponse copy) {
        return copy.contentLength().equals(source.contentLength())
                && version(from, source.eTag(), source.metadata())
                        .equals(copy.metadata().get(VERSION))
                && uploaded(from, source).equals(copy.metadata().get(UPLOADED));
    }

    private static String uploaded(String path, HeadObjectResponse object) {
        String first = path.indexOf('/') < 0 ? null : object.metadata().get(UPLOADED);
        return first == null
                ? object.lastModified().truncatedTo(ChronoUnit.SECONDS).toString()
                : first;
    }
}
