package dev.tandem.cli;

import dev.tandem.cli.csv.CsvTables;
import dev.tandem.link.Table;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The two tables to link. */
record TablePair(Table left, Table right) {
    /**
     * Reads both at once; if neither can be read, the left one's mistake is told.
     *
     * @param rows told now and then, from both threads, how many rows have been read
     */
    static TablePair read(Path left, Path right, LongConsumer rows) {
        AtomicLong lefts = new AtomicLong();
        AtomicLong rights = new AtomicLong();
        CompletableFuture<Table> other = CompletableFuture.supplyAsync(() -> CsvTables.read(right, count -> {
            rights.set(count);
            rows.accept(lefts.get() + count);
        }));
        Table table = CsvTables.read(left, count -> {
            lefts.set(count);
            rows.accept(rights.get() + count);
        });
        try {
            return new TablePair(table, other.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The ids of a table's rows. */
    static Set<String> ids(Table table) {
        return IntStream.range(0, table.size()).mapToObj(table::id).collect(Collectors.toCollection(HashSet::new));
    }
}
