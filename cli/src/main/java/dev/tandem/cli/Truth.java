package dev.tandem.cli;

import dev.tandem.cli.csv.CsvPairs;
import dev.tandem.cli.score.Pair;
import dev.tandem.spi.ConfigurationException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which rows of two tables belong together.
 *
 * @param pairs those whose rows are both in the tables
 * @param elsewhere how many others the truth has
 */
record Truth(Set<Pair> pairs, int elsewhere) {
    /**
     * Reads a truth for two tables.
     *
     * @throws ConfigurationException if it has pairs, and none of them is of these tables
     */
    static Truth read(Path file, TablePair tables) {
        Set<Pair> all = CsvPairs.truth(file);
        Set<String> lefts = TablePair.ids(tables.left());
        Set<String> rights = TablePair.ids(tables.right());
        Set<Pair> here = new LinkedHashSet<>(all);
        here.removeIf(pair -> !lefts.contains(pair.leftId()) || !rights.contains(pair.rightId()));
        if (here.isEmpty() && !all.isEmpty()) {
            throw new ConfigurationException(
                    file.toString(),
                    "none of its " + all.size() + " pairs names a row of each table; expected left_id to be ids of the"
                            + " left and right_id ids of the right table");
        }
        return new Truth(here, all.size() - here.size());
    }
}
