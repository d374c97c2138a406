package dev.tandem.s3;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What was to be put could not be read: the failure of whoever puts it, and not of the store. */
final class Unread extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    Unread(IOException cause) {
        super(cause);
    }
}
