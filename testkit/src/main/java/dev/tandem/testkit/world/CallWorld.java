package dev.tandem.testkit.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Made-up calls as a CRM and a dialer saw them, and what belongs together. Columns are in order, the first is {@code id};
 * every row has a value for every column, empty where it is missing. Ids are random and rows are shuffled: neither tells
 * anything.
 *
 * @param crm the left table: what the CRM says, a row for each call it knows, two for some
 * @param recordings the right table: what the dialer says, a row for each recording
 * @param truth each row of the CRM with each recording of its call, and nothing else
 */
public record CallWorld(Table crm, Table recordings, List<Pair> truth) {

    public CallWorld {
        truth = List.copyOf(truth);
    }

    /** Rows of text under named columns. */
    public record Table(List<String> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** A row of the CRM and a recording that belong together. */
    public record Pair(String crmId, String recordingId) {}

    /** Makes the world of these settings: the same for equal settings. */
    public static CallWorld of(WorldSettings settings) {
        return new Generator(settings).world();
    }

    /**
     * Writes {@code left.csv}, {@code right.csv} and {@code truth.csv} in UTF-8 with a header each, over what is there.
     *
     * @param folder is made if it is missing
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Csv.write(folder.resolve("left.csv"), crm.columns(), crm.rows());
        Csv.write(folder.resolve("right.csv"), recordings.columns(), recordings.rows());
        List<List<String>> pairs =
                truth.stream().map(pair -> List.of(pair.crmId(), pair.recordingId())).toList();
        Csv.write(folder.resolve("truth.csv"), List.of("left_id", "right_id"), pairs);
    }
}
