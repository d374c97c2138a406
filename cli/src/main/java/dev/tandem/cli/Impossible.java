package dev.tandem.cli;

/** What was asked for cannot be done, for a reason that the user can act on. */
final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;

    Impossible(String message) {
        super(message);
    }
}
