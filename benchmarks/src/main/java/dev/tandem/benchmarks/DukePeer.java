package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.priv.garshol.duke.Comparator;
import no.priv.garshol.duke.ConfigurationImpl;
import no.priv.garshol.duke.DataSource;
import no.priv.garshol.duke.Logger;
import no.priv.garshol.duke.Processor;
import no.priv.garshol.duke.PropertyImpl;
import no.priv.garshol.duke.Record;
import no.priv.garshol.duke.RecordImpl;
import no.priv.garshol.duke.RecordIterator;
import no.priv.garshol.duke.comparators.ExactComparator;
import no.priv.garshol.duke.comparators.JaroWinkler;
import no.priv.garshol.duke.databases.InMemoryBlockingDatabase;
import no.priv.garshol.duke.databases.KeyFunction;
import no.priv.garshol.duke.matchers.AbstractMatchListener;
import no.priv.garshol.duke.utils.DefaultRecordIterator;

/** Duke with weights by hand: on Lucene, as it does unless told otherwise, or with blocking by equal values in memory. */
final class DukePeer implements Peer {
    private static final List<String> KEYS = List.of("name", "phone", "mail", "company", "minute");
    private static final int AT_ONCE = 1_000;

    private final boolean blocking;

    DukePeer(boolean blocking) {
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return blocking ? "duke-blocking" : "duke";
    }

    @Override
    public boolean large() {
        return false;
    }

    @Override
    public long link(Path folder, Path links) throws IOException {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setThreshold(0.9);
        configuration.setProperties(List.of(
                new PropertyImpl("id"),
                property("name", new JaroWinkler(), 0.1, 0.8),
                property("phone", new ExactComparator(), 0.2, 0.95),
                property("mail", new JaroWinkler(), 0.1, 0.9),
                property("company", new JaroWinkler(), 0.2, 0.8),
                property("minute", new ExactComparator(), 0.02, 0.95)));
        if (blocking) {
            InMemoryBlockingDatabase database = new InMemoryBlockingDatabase();
            database.setKeyFunctions(KEYS.stream().map(DukePeer::key).toList());
            configuration.setDatabase(database);
        }
        StringBuilder found = new StringBuilder("left_id,right_id\n");
        Processor processor = new Processor(configuration);
        processor.addMatchListener(new AbstractMatchListener() {
            @Override
            public void matches(Record left, Record right, double confidence) {
                found.append(left.getValue("id"))
                        .append(',')
                        .append(right.getValue("id"))
                        .append('\n');
            }
        });
        // The rights are put into the database; of each left its best is wanted.
        processor.link(sources(folder, "right.csv"), sources(folder, "left.csv"), false, AT_ONCE);
        processor.close();
        Files.writeString(links, found);
        return processor.getComparisonCount();
    }

    private static PropertyImpl property(String name, Comparator comparator, double low, double high) {
        return new PropertyImpl(name, comparator, low, high);
    }

    /** A row whose value is missing shares its key with no other. */
    private static KeyFunction key(String column) {
        return row -> row.getValue(column) == null ? row.getValue("id") : row.getValue(column);
    }

    private static Collection<DataSource> sources(Path folder, String file) throws IOException {
        List<Record> records = new ArrayList<>();
        for (PeopleRow row : PeopleRow.read(folder.resolve(file))) {
            Map<String, Collection<String>> values = new HashMap<>();
            values.put("id", List.of(row.id()));
            row.values((column, value) -> values.put(column, List.of(value)));
            records.add(new RecordImpl(values));
        }
        return List.of(new DataSource() {
            @Override
            public RecordIterator getRecords() {
                return new DefaultRecordIterator(records.iterator());
            }

            @Override
            public void setLogger(Logger logger) {}
        });
    }
}
