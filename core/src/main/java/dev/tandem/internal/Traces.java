package dev.tandem.internal;

/** Errors for the log. */
public final class Traces {
    private Traces() {}

    /** Where an error arose, without what it says: that may hold a file's name. */
    public static Throwable withoutMessage(Throwable error) {
        Throwable plain = new Throwable(error.getClass().getName());
        plain.setStackTrace(error.getStackTrace());
        return plain;
    }
}
