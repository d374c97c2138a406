package dev.tandem.s3;

import java.io.IOException;

/** The store answered something else than it was asked for, and would again. The message holds nothing of the answer. */
final class Unexpected extends IOException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
        super(message);
    }
}
