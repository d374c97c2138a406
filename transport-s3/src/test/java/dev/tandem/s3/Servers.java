package dev.tandem.s3;

import dev.tandem.s3.server.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The server in memory that all tests of this process share; each test has a bucket of its own. */
final class Servers {
    private static final EmbeddedS3 EMBEDDED = start();

    private Servers() {}

    private static EmbeddedS3 start() {
        try {
            return EmbeddedS3.inMemory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EmbeddedS3 embedded() {
        return EMBEDDED;
    }
}
