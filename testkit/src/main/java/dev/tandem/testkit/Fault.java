package dev.tandem.testkit;

import dev.tandem.spi.TransportException;
import org.jspecify.annotations.Nullable;

/** What goes wrong in one operation of a {@link MemoryFolder}'s transport. Immutable. */
public final class Fault {
    private enum Kind {
        NONE,
        FAILS,
        DONE_BUT_FAILS,
        BREAKS_OFF,
        CRASHES_BEFORE,
        CRASHES_AFTER,
        MEANWHILE
    }

    /** All goes well. */
    public static final Fault NONE = new Fault(Kind.NONE, null, 0, null);

    private final Kind kind;
    private final TransportException.@Nullable Reason reason;
    private final int after;
    private final @Nullable Runnable meanwhile;

    private Fault(Kind kind, TransportException.@Nullable Reason reason, int after, @Nullable Runnable meanwhile) {
        this.kind = kind;
        this.reason = reason;
        this.after = after;
        this.meanwhile = meanwhile;
    }

    /** Nothing is done. */
    public static Fault fails(TransportException.Reason reason) {
        return new Fault(Kind.FAILS, reason, 0, null);
    }

    /** It is done, and reported as failed: the answer was lost. */
    public static Fault doneButFails(TransportException.Reason reason) {
        return new Fault(Kind.DONE_BUT_FAILS, reason, 0, null);
    }

    /** A listing ends with UNAVAILABLE after so many entries, a file's bytes with an IOException after so many bytes. */
    public static Fault breaksOff(int after) {
        return new Fault(Kind.BREAKS_OFF, null, after, null);
    }

    /** A {@link SimulatedCrash} before anything is done. */
    public static Fault crashesBefore() {
        return new Fault(Kind.CRASHES_BEFORE, null, 0, null);
    }

    /** A {@link SimulatedCrash} once it is done. */
    public static Fault crashesAfter() {
        return new Fault(Kind.CRASHES_AFTER, null, 0, null);
    }

    /**
     * Someone else does something at the worst moment: in a listing after the first entry, in a file's bytes halfway, in everything else just before it is done.
     */
    public static Fault meanwhile(Runnable action) {
        return new Fault(Kind.MEANWHILE, null, 0, action);
    }

    /** Whether the operation takes effect. */
    public boolean isDone() {
        return kind != Kind.FAILS && kind != Kind.CRASHES_BEFORE;
    }

    /** What there is to suffer before the effect. */
    void before() throws TransportException {
        if (kind == Kind.FAILS) {
            throw failure();
        }
        if (kind == Kind.CRASHES_BEFORE) {
            throw new SimulatedCrash();
        }
    }

    /** What there is to suffer after it. */
    void after() throws TransportException {
        if (kind == Kind.DONE_BUT_FAILS) {
            throw failure();
        }
        if (kind == Kind.CRASHES_AFTER) {
            throw new SimulatedCrash();
        }
    }

    /** After how many entries or bytes it breaks off; a number never reached if it does not. */
    int end() {
        return kind == Kind.BREAKS_OFF ? after : Integer.MAX_VALUE;
    }

    boolean interferes() {
        return kind == Kind.MEANWHILE;
    }

    /** Lets someone else do what they do. */
    void interfere() {
        if (meanwhile != null) {
            meanwhile.run();
        }
    }

    private TransportException failure() {
        TransportException.Reason why = reason == null ? TransportException.Reason.UNAVAILABLE : reason;
        return new TransportException(why, "a fault, as the test asked");
    }

    @Override
    public String toString() {
        return kind + (reason == null ? "" : " " + reason) + (kind == Kind.BREAKS_OFF ? " after " + after : "");
    }
}
