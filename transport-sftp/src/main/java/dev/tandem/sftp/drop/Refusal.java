package dev.tandem.sftp.drop;

import java.io.IOException;

/**
 * Why the drop does not do what a customer's program asked for. The message goes over the wire: it says what was wrong and
 * what to do, and holds neither names nor local paths.
 */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    /** What version 3 of the protocol can tell programs. */
    enum Kind {
        NOT_FOUND,
        DENIED,
        FAILED,
        UNSUPPORTED
    }

    private final Kind kind;

    private Refusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static Refusal notFound() {
        return new Refusal(Kind.NOT_FOUND, "there is no such file; list the folder to see what is there");
    }

    static Refusal exists() {
        return new Refusal(Kind.FAILED, "a file of that name is there already; delete it first");
    }

    static Refusal denied(String message) {
        return new Refusal(Kind.DENIED, message);
    }

    static Refusal failed(String message) {
        return new Refusal(Kind.FAILED, message);
    }

    static Refusal unsupported(String message) {
        return new Refusal(Kind.UNSUPPORTED, message);
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Costs as little as a customer's program can cause often. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
