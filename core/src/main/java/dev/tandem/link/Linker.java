package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds which rows of two tables are about the same thing, without labels and without knowing the columns. Immutable; used
 * by many threads at once.
 */
public final class Linker {
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

    /** Links the rows of two tables; empty tables, or tables with nothing in common, give no links. */
    public Linkage link(Table left, Table right) {
        throw new UnsupportedOperationException(settings.toString());
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

        /** Pairs that a person decided on. */
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
