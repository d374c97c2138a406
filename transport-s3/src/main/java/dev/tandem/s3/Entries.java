package dev.tandem.s3;

import dev.tandem.spi.RemoteFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What an object is to the engine. Its version is its ETag. A copy often has another ETag than what it was copied from; so a
 * move writes the version into the copy's metadata, which are good for the copy's own key alone: whoever copies it on has a new
 * object. What is moved back has none, since a listing could not show them.
 */
final class Entries {
    private static final String VERSION = "tandem-version";
    private static final String UPLOADED = "tandem-uploaded";
    private static final String KEY = "tandem-key";

    private Entries() {}

    /** An entry of a listing. */
    static RemoteFile of(String name, S3Object object) {
        return file(name, object.size(), object.lastModified(), unquoted(object.eTag()));
    }

    static RemoteFile of(String key, HeadObjectResponse object) {
        return file(
                Keys.name(key),
                object.contentLength(),
                object.lastModified(),
                version(key, object.eTag(), object.metadata()));
    }

    /** @param size of the whole object, of which the response may hold a part */
    static RemoteFile of(String key, GetObjectResponse object, long size) {
        return file(Keys.name(key), size, object.lastModified(), version(key, object.eTag(), object.metadata()));
    }

    static RemoteFile folder(String name) {
        return new RemoteFile(name, RemoteFile.Kind.DIRECTORY, 0, Instant.EPOCH, "");
    }

    private static RemoteFile file(String name, @Nullable Long size, @Nullable Instant modified, String version) {
        return new RemoteFile(
                name,
                RemoteFile.Kind.FILE,
                Objects.requireNonNullElse(size, 0L),
                // A look tells seconds, and so shall a listing.
                Objects.requireNonNullElse(modified, Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS),
                version);
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static String version(String key, @Nullable String etag, Map<String, String> metadata) {
        String moved = metadata.get(VERSION);
        return moved == null || !isMoved(key, metadata) ? unquoted(etag) : moved;
    }

    private static boolean isMoved(String key, Map<String, String> metadata) {
        return mark(key).equals(metadata.get(KEY));
    }

    /** The metadata of the copy of an object that moves. */
    static Map<String, String> moved(String from, HeadObjectResponse source, String to) {
        Map<String, String> metadata = new HashMap<>(source.metadata());
        if (isMoved(from, source.metadata())) {
            metadata.keySet().removeAll(List.of(VERSION, UPLOADED, KEY));
        } else {
            metadata.put(VERSION, unquoted(source.eTag()));
            metadata.put(UPLOADED, uploaded(source));
            metadata.put(KEY, mark(to));
        }
        return metadata;
    }

    /** Whether an object is a copy that a move made before it was cut short: of this very upload, whole. */
    static boolean isCopy(HeadObjectResponse source, String to, HeadObjectResponse copy) {
        return isMoved(to, copy.metadata())
                && copy.contentLength().equals(source.contentLength())
                && unquoted(source.eTag()).equals(copy.metadata().get(VERSION))
                && uploaded(source).equals(copy.metadata().get(UPLOADED));
    }

    private static String uploaded(HeadObjectResponse object) {
        return object.lastModified().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Stands for a key where only ASCII is allowed. */
    private static String mark(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
