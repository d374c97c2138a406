package dev.tandem.cli;

import dev.tandem.cli.csv.CsvTables;
import dev.tandem.link.Table;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** The two tables to link. */
record TablePair(Table left, Table right) {
    /** Reads both at once; if neither can be read, the left one's mistake is told. */
    static TablePair read(Path left, Path right, Working working) {
        AtomicLong lefts = new AtomicLong();
        AtomicLong rights = new AtomicLong();
        working.step(() -> "reading: " + Show.number(lefts.get() + rights.get()) + " rows");
        CompletableFuture<Table> other = CompletableFuture.supplyAsync(() -> CsvTables.read(right, rights::set));
        Table table = CsvTables.read(left, lefts::set);
        try {
            return new TablePair(table, other.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
