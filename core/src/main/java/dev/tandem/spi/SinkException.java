package dev.tandem.spi;

import org.jspecify.annotations.Nullable;

/** A sink did not take a call. */
public final class SinkException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What happens next. */
    public enum Reason {
        /** The same delivery will be tried again, with the same idempotency key, later and later. */
        UNAVAILABLE,
        /** The call will never be taken; it is refused with this exception's message. */
        REFUSED
    }

    private final Reason reason;

    /** @param message for the customer if the reason is {@code REFUSED}; no personal data */
    public SinkException(Reason reason, String message) {
        this(reason, message, null);
    }

    public SinkException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
