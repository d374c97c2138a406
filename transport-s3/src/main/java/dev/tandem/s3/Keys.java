package dev.tandem.s3;

import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.nio.charset.StandardCharsets;

/** Paths below a prefix, and the keys that they are. */
final class Keys {
    /** The longest key that S3 takes, in UTF-8. */
    private static final int MOST_BYTES = 1024;

    private final String prefix;

    /** @param prefix empty, or ending in a slash */
    Keys(String prefix) {
        this.prefix = prefix;
    }

    /** The key of a file. */
    String file(String path) throws TransportException {
        if (path.isEmpty()) {
            throw invalid("the folder itself is no file");
        }
        return key(path);
    }

    /** What the keys of all that lies in a folder begin with. */
    String folder(String path) throws TransportException {
        return path.isEmpty() ? prefix : key(path) + "/";
    }

    private String key(String path) throws TransportException {
        for (String segment : path.split("/", -1)) {
            if (!Transport.isName(segment)) {
                throw invalid("a name on the path is no plain file name");
            }
        }
        String key = prefix + path;
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw invalid("a name on the path is no valid Unicode");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw invalid("a key of more than " + MOST_BYTES + " bytes");
        }
        return key;
    }

    private static TransportException invalid(String what) {
        return new TransportException(Reason.INVALID_NAME, what);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
