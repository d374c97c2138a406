package dev.tandem.s3.event;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a message tells.
 *
 * @param objects empty unless the kind is {@code OBJECTS}
 */
record Notice(Kind kind, List<Item> objects) {
    static final Notice TEST = new Notice(Kind.TEST, List.of());
    static final Notice UNKNOWN = new Notice(Kind.UNKNOWN, List.of());

    enum Kind {
        /** Something became of these objects. */
        OBJECTS,
        /** S3 tries whether its messages arrive. */
        TEST,
        /** No message of S3's, or none that is known. */
        UNKNOWN
    }

    /**
     * One object.
     *
     * @param key as the message has it
     * @param encoded whether the key is written as in a form: {@code +} for a blank, {@code %2F} and so on
     */
    record Item(String bucket, String key, boolean encoded) {
        /** Whether the object lies in a bucket under a prefix. Of an encoded key, either reading will do: a hint may be wrong. */
        boolean liesUnder(String bucket, String prefix) {
            return this.bucket.equals(bucket)
                    && (key.startsWith(prefix) || (encoded && decoded().startsWith(prefix)));
        }

        private String decoded() {
            try {
                return URLDecoder.decode(key, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return key;
            }
        }
    }
}
