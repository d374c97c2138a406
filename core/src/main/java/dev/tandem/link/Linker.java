package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds which rows of two tables are about the same thing, without labels and without knowing the columns. Immutable; used
 * by many threads at once.
 */
public final class Linker {
    private static final Logger log = LoggerFactory.getLogger(Linker.class);

    private final Builder settings;

    private Linker(Builder settings) {
        this.settings = settings;
    }

    /** A linker that finds everything from the data. */
    public static Linker create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Links the rows of two tables; empty tables, or tables with nothing in common, give no links. The result depends on
     * neither the order of the rows nor the number of threads.
     *
     * @throws IllegalArgumentException if a field that was asked for is no column, naming those there are
     */
    public Linkage link(Table left, Table right) {
        checkFields(left, right);
        // In the order of the ids, so that no order of the input shows.
        Table lefts = left.byId();
        Table rights = right.byId();
        PairModel.Task task = new PairModel.Task(settings.cardinality, known(lefts, rights), settings.threads);
        return new TableLinkage(lefts, rights, solve(lefts, rights, task), task, settings.threshold);
    }

    private @Nullable Solution solve(Table left, Table right, PairModel.Task task) {
        if (left.size() == 0 || right.size() == 0) {
            return null;
        }
        if (settings.model != null) {
            return settings.model.pairs().solve(left, right, task);
        }
        Solution events = EventModel.train(left, right, settings.fields, task);
        return events == null ? EntityPairs.train(left, right, settings.fields, task) : events;
    }

    private void checkFields(Table left, Table right) {
        for (FieldPair field : settings.fields) {
            checkColumn("left", left, field.left());
            checkColumn("right", right, field.right());
        }
    }

    private static void checkColumn(String side, Table table, String name) {
        if (!table.columns().contains(name)) {
            throw new IllegalArgumentException(
                    "the " + side + " table has no column '" + name + "'; it has " + table.columns());
        }
    }

    private KnownPairs known(Table left, Table right) {
        int[] strange = {0};
        KnownPairs known = KnownPairs.of(left, right, settings.labels, label -> strange[0]++);
        if (strange[0] > 0) {
            log.warn("{} of {} labels name rows that the tables do not have", strange[0], settings.labels.size());
        }
        return known;
    }

    /** What is to be found is left out. Used by one thread. */
    public static final class Builder {
        private Cardinality cardinality = Cardinality.AUTO;
        private List<FieldPair> fields = List.of();
        private List<Label> labels = List.of();
        private @Nullable Double threshold;
        private @Nullable LinkModel model;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        public Builder cardinality(Cardinality cardinality) {
            this.cardinality = cardinality;
            return this;
        }

        /** The columns that correspond; none means to find them. */
        public Builder fields(List<FieldPair> fields) {
            this.fields = List.copyOf(fields);
            return this;
        }

        /**
         * Pairs that a person decided on; of two labels of one pair, the last counts. What is learned is learned from them
         * too, and all are kept to: one that matches is linked with a probability of 1, one that does not is never linked.
         * A row that matches gets no other partner beyond the cardinality, but as many as labels give it. Labels of rows
         * that the tables do not have are passed over; how many these are is logged as a warning.
         */
        public Builder labels(List<Label> labels) {
            this.labels = new ArrayList<>(labels);
            return this;
        }

        /**
         * How probable a link must be to be claimed; without, the probability is chosen from the data.
         *
         * @throws IllegalArgumentException if it is not from 0 to 1
         */
        public Builder threshold(double probability) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a threshold is from 0 to 1, not " + probability);
            }
            threshold = probability;
            return this;
        }

        /** Scores with what was learned before, and learns nothing. */
        public Builder model(LinkModel model) {
            this.model = model;
            return this;
        }

        /** How many threads to use; the result does not depend on it. */
        public Builder threads(int threads) {
            this.threads = Math.max(1, threads);
            return this;
        }

        public Linker build() {
            return new Linker(this);
        }
    }
}
