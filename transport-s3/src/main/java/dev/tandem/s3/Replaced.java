package dev.tandem.s3;

/** An object is not the version that was asked for. */
final class Replaced extends Exception {
    private static final long serialVersionUID = 1L;
}
