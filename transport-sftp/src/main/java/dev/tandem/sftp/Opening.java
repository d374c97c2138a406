package dev.tandem.sftp;

import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;

/** What is looked at when a file is opened to be read. */
final class Opening {
    private Opening() {}

    /**
     * What the answer to LSTAT tells, of a file that may be read. To open what is no regular file may hang the server, or
     * lead out of the root: so this comes first.
     */
    static Attributes regular(Reply looked) throws Broken, TransportException {
        if (looked.isStatus()) {
            throw Status.refusal("read", looked.status());
        }
        Attributes attributes = looked.attributes();
        if (attributes.kind() != Kind.FILE) {
            throw failure(Reason.ACCESS_DENIED, "not a regular file");
        }
        if (!attributes.hasSize()) {
            throw failure(Reason.UNAVAILABLE, "the server does not tell the file's size");
        }
        return attributes;
    }

    /** Refuses the answer to FSTAT if what was opened is not what was looked at. */
    static void verify(Reply opened, Attributes looked) throws Broken, TransportException {
        if (opened.isStatus()) {
            int code = opened.status();
            if (code != Status.UNSUPPORTED) {
                throw Status.refusal("read", code);
            }
            return;
        }
        Attributes attributes = opened.attributes();
        if (!attributes.isLike(looked) || (attributes.hasPermissions() && attributes.kind() != Kind.FILE)) {
            throw failure(Reason.UNAVAILABLE, "the file changed while it was opened");
        }
    }

    /** Refuses to go on with a file that is not as it was before the connection was lost. */
    static void unchanged(Attributes before, Attributes now) throws TransportException {
        if (!before.isLike(now)) {
            throw failure(Reason.UNAVAILABLE, "the file changed while the connection was lost");
        }
    }

    private static TransportException failure(Reason reason, String what) {
        return new TransportException(reason, "read: " + what);
    }
}
