package dev.tandem.sftp;

import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths as the server gets them. */
final class RemotePaths {
    private static final int MOST_BYTES = 4096;

    private final String root;

    /** @param root an absolute path, or one from the login's home folder; empty for that folder itself */
    RemotePaths(String root) {
        this.root = root;
    }

    /** The server's form of a path below the root; every segment of it is a plain name. */
    byte[] wire(String path) throws TransportException {
        String whole = path.isEmpty() ? root : root.isEmpty() || root.endsWith("/") ? root + path : root + "/" + path;
        for (String segment : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
            if (!Transport.isName(segment)) {
                throw invalid("a name on the path is no plain file name");
            }
        }
        return encode(whole.isEmpty() ? "." : whole);
    }

    private static byte[] encode(String path) throws TransportException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(path));
            if (encoded.remaining() > MOST_BYTES) {
                throw invalid("a path of more than " + MOST_BYTES + " bytes");
            }
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw invalid("a name on the path is no valid Unicode");
        }
    }

    private static TransportException invalid(String what) {
        return new TransportException(Reason.INVALID_NAME, what);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that something lies in; empty for the root. */
    static String folder(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    /** A folder and those that it lies in, the outermost first, without the root. */
    static List<String> chain(String folder) {
        List<String> chain = new ArrayList<>();
        for (int i = folder.indexOf('/'); i >= 0; i = folder.indexOf('/', i + 1)) {
            chain.add(folder.substring(0, i));
        }
        if (!folder.isEmpty()) {
            chain.add(folder);
        }
        return chain;
    }
}
