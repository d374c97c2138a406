package dev.tandem.spi;

import dev.tandem.call.Metadata;

/** What reading a metadata file came to: fields, or what is wrong. Bad data is a value, not an exception. */
public sealed interface Parsed {
    /** Fields were read. */
    record Good(Metadata metadata) implements Parsed {}

    /** The file is refused. */
    record Bad(Problem problem) implements Parsed {}

    static Parsed bad(Problem.Code code, String text) {
        return new Bad(Problem.of(code, text));
    }
}
