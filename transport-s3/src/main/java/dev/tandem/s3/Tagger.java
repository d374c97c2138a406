package dev.tandem.s3;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tags objects. S3 has no condition for that: where the bucket keeps versions the one that is meant is named, and elsewhere
 * a newer upload that came in between has the tag taken off again, so that no lifecycle rule ends it.
 */
final class Tagger {
    private static final String NAME = "tandem";

    private final Bucket bucket;
    private final Keys keys;

    Tagger(Bucket bucket, Keys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    RemoteFile tag(Transport.Tag tag) throws TransportException {
        String key = keys.file(tag.path());
        HeadObjectResponse object = bucket.head(key);
        if (!isVersion(key, object, tag)) {
            throw another();
        }
        String version = versionId(object);
        List<Tag> others = others(key, version);
        List<Tag> all = new ArrayList<>(others);
        all.add(Tag.builder().key(NAME).value(tag.word()).build());
        bucket.tag(key, version, all);
        HeadObjectResponse now = bucket.head(key);
        if (!isVersion(key, now, tag)) {
            if (version == null) {
                takeOff(key);
            }
            throw another();
        }
        return Entries.of(key, now);
    }

    private void takeOff(String key) throws TransportException {
        List<Tag> others = others(key, null);
        if (others.isEmpty()) {
            // Some stores take no tags for no change.
            bucket.untag(key);
        } else {
            bucket.tag(key, null, others);
        }
    }

    /** Null where there is only one version; some stores write that out. */
    private static @Nullable String versionId(HeadObjectResponse object) {
        String version = object.versionId();
        return "null".equals(version) ? null : version;
    }

    private List<Tag> others(String key, @Nullable String version) throws TransportException {
        return bucket.tags(key, version).stream()
                .filter(tag -> !tag.key().equals(NAME))
                .toList();
    }

    private static boolean isVersion(String key, HeadObjectResponse object, Transport.Tag tag) {
        return Entries.of(key, object).version().equals(tag.version());
    }

    private static TransportException another() {
        return new TransportException(Reason.NOT_FOUND, "s3:PutObjectTagging: the object is another version");
    }
}
