package dev.tandem.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of one of several requests that were made together: a value, or why there is none.
 *
 * @param <T> what was asked for
 */
public final class Attempt<T> {
    private final @Nullable T value;
    private final @Nullable TransportException failure;

    private Attempt(@Nullable T value, @Nullable TransportException failure) {
        this.value = value;
        this.failure = failure;
    }

    public static <T> Attempt<T> of(T value) {
        return new Attempt<>(value, null);
    }

    public static <T> Attempt<T> failed(TransportException failure) {
        return new Attempt<>(null, failure);
    }

    /** A request to be made now. */
    @FunctionalInterface
    public interface Request<T> {
        T now() throws TransportException;
    }

    /** What comes of a request that is made now. */
    public static <T> Attempt<T> at(Request<T> request) {
        try {
            return of(request.now());
        } catch (TransportException e) {
            return failed(e);
        }
    }

    /** The value; throws the failure where there is none. */
    public T get() throws TransportException {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(value, "there is a value or a failure");
    }
}
