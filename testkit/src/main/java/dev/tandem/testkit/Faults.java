package dev.tandem.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Decides what goes wrong. Asked once for each operation, before it begins. */
@FunctionalInterface
public interface Faults {
    /** What a transport can be asked for. */
    enum Operation {
        OPEN,
        LIST,
        STAT,
        READ,
        MOVE,
        DELETE,
        WRITE,
        TAG
    }

    /**
     * One operation about to be done.
     *
     * @param path what it is done to; of a move, where from
     * @param target of a move, where to; else empty
     */
    record Request(Operation operation, String path, String target) {}

    /** Nothing goes wrong. */
    Faults NONE = request -> Fault.NONE;

    Fault on(Request request);

    /** A fault in each operation that fits. */
    static Faults when(Predicate<Request> fits, Fault fault) {
        return request -> fits.test(request) ? fault : Fault.NONE;
    }

    /** A fault in each operation of one kind. */
    static Faults on(Operation operation, Fault fault) {
        return when(request -> request.operation() == operation, fault);
    }

    /** Of these faults the n-th alone, from 1. */
    static Faults nth(int n, Faults faults) {
        AtomicInteger count = new AtomicInteger();
        return request -> {
            Fault fault = faults.on(request);
            return fault != Fault.NONE && count.incrementAndGet() == n ? fault : Fault.NONE;
        };
    }
}
