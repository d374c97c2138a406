package dev.tandem.testkit.world;

import dev.tandem.link.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Made-up calls as a CRM and a dialer saw them, and what belongs together. Ids are random and rows are shuffled: neither
 * tells anything.
 *
 * @param left what the CRM says: a row for each call it knows, two for some
 * @param right what the dialer says: a row for each recording
 * @param truth each row of the CRM with each recording of its call, and nothing else; in no particular order
 */
public record CallWorld(Table left, Table right, List<Pair> truth) {

    public CallWorld {
        truth = List.copyOf(truth);
    }

    /** A row of the CRM and a recording that belong together. */
    public record Pair(String leftId, String rightId) {}

    /** Makes the world of these settings: the same for the same settings, on every JDK. */
    public static CallWorld of(WorldSettings settings) {
        return new Generator(settings).world();
    }

    /**
     * Writes {@code left.csv}, {@code right.csv} and {@code truth.csv}, over what is there: UTF-8, comma, quotes where
     * needed, a header, lines that end in a line feed. The first column of the tables is {@code id}; truth has
     * {@code left_id,right_id}. A missing value is empty.
     *
     * @param folder is made if it is missing
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Csv.write(folder.resolve("left.csv"), left);
        Csv.write(folder.resolve("right.csv"), right);
        Csv.write(folder.resolve("truth.csv"), truth);
    }
}
