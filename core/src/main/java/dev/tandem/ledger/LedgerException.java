package dev.tandem.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger could not do what was asked; nothing of the request was done. */
public final class LedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        UNAVAILABLE,
        /** Another engine has it. */
        IN_USE,
        /** No ledger is there to read, or it is another program's or a later version's. */
        NOT_A_LEDGER,
        /** A row was changed by someone else since it was read. */
        STALE
    }

    private final Reason reason;

    public LedgerException(Reason reason, String message) {
        this(reason, message, null);
    }

    public LedgerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
