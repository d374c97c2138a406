package dev.tandem.spi;

import org.jspecify.annotations.Nullable;

/**
 * A transport could not do what was asked. The message names the operation and what was wrong; it holds no file name,
 * since names hold personal data and messages reach logs.
 */
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, in the words that decide what happens next. */
    public enum Reason {
        UNAVAILABLE,
        TIMED_OUT,
        NOT_FOUND,
        ACCESS_DENIED,
        ALREADY_EXISTS,
        NO_SPACE,
        INVALID_NAME;

        /** Whether the same request may succeed later though nobody changes anything. */
        public boolean retryable() {
            return switch (this) {
                case UNAVAILABLE, TIMED_OUT, NO_SPACE -> true;
                case NOT_FOUND, ACCESS_DENIED, ALREADY_EXISTS, INVALID_NAME -> false;
            };
        }
    }

    private final Reason reason;

    public TransportException(Reason reason, String message) {
        this(reason, message, null);
    }

    public TransportException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
