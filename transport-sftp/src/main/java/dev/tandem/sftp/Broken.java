package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;

/** A channel cannot be used any more, and nothing that was under way on it will be answered. Holds no text of the server's. */
final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final boolean cut;

    private Broken(Reason reason, boolean cut, String what) {
        super(what);
        this.reason = reason;
        this.cut = cut;
    }

    /** The connection was lost. */
    static Broken cut(String what) {
        return new Broken(Reason.UNAVAILABLE, true, what);
    }

    /** The server does not do what a server must. */
    static Broken refused(String what) {
        return new Broken(Reason.UNAVAILABLE, false, what);
    }

    /** The server sent what no SFTP server may send. */
    static Broken nonsense(String what) {
        return refused("the server does not keep to the SFTP protocol: " + what);
    }

    /** The server did not answer. */
    static Broken silent(Duration patience) {
        return new Broken(
                Reason.TIMED_OUT,
                false,
                "the server did not answer for " + patience.toMillis() + " ms; the connection was given up");
    }

    /** The server answers so little that it will never end. */
    static Broken crawling(long bytes, Duration waited) {
        return new Broken(
                Reason.TIMED_OUT,
                false,
                "the server sent " + bytes + " bytes in " + waited.toSeconds() + " s; the connection was given up");
    }

    /** Whether another connection may go on where this one ended. */
    boolean isCut() {
        return cut;
    }

    TransportException during(String operation) {
        return new TransportException(reason, operation + ": " + getMessage(), this);
    }
}
