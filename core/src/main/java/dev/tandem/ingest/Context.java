package dev.tandem.ingest;

import dev.tandem.feed.Feed;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.Ledger;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Transport;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** All that one sweep of one feed works with. */
record Context(
        Rules rules,
        Transport transport,
        Contents contents,
        Ledger ledger,
        CallSink sink,
        Watch watch,
        Tally tally,
        BooleanSupplier stopping,
        boolean rehearsal) {

    /** How many rows are read from or written to the ledger at once. */
    static final int PAGE = 1_000;

    /** Later than any row. */
    static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

    Feed feed() {
        return rules.feed();
    }

    Instant now() {
        return watch.now();
    }

    /** A row as the ledger has it after it was committed. */
    static FileEntry committed(FileEntry file) {
        return file.edit().stored(file.id(), file.version() + 1).build();
    }
}
