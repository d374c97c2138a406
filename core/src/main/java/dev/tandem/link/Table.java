package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of named text fields, each row with an id of its own. Immutable. Values are trimmed; one that is blank is missing.
 * Held by column, each distinct value once.
 */
public final class Table {
    /** How many columns a table may have. */
    public static final int MOST_COLUMNS = 1_000;

    private final List<String> columns;
    private final StoredTexts ids;
    private final Column[] data;

    private Table(List<String> columns, StoredTexts ids, Column[] data) {
        this.columns = columns;
        this.ids = ids;
        this.data = data;
    }

    /**
     * Begins a table.
     *
     * @throws IllegalArgumentException for a name that is blank or comes twice, or more than {@link #MOST_COLUMNS}
     */
    public static Builder builder(List<String> columns) {
        return new Builder(columns);
    }

    /** The names of the columns, in order; the id is not among them. */
    public List<String> columns() {
        return columns;
    }

    /** How many rows there are. */
    public int size() {
        return ids.size();
    }

    /** The id of the row at a place, from 0. */
    public String id(int row) {
        return ids.text(row);
    }

    /** The value in a row and a column, both from 0; null if it is missing. */
    public @Nullable String value(int row, int column) {
        return data[column].value(data[column].code(row));
    }

    /** The same rows in the order of their ids. */
    Table byId() {
        return rows(Order.of(ids.texts()));
    }

    /** The row of each id. */
    Map<String, Integer> rowsById() {
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            rows.put(ids.text(i), i);
        }
        return rows;
    }

    /** Some of the rows, in the order given. */
    Table rows(int[] rows) {
        return new Table(
                columns,
                ids.some(rows),
                Arrays.stream(data).map(column -> column.inOrder(rows)).toArray(Column[]::new));
    }

    /**
     * The column of a name.
     *
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    Column column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column '" + name + "'; there are " + columns);
        }
        return data[index];
    }

    Column column(int index) {
        return data[index];
    }

    /** Shows no value: these are personal data. */
    @Override
    public String toString() {
        return "Table of " + ids.size() + " rows, columns " + columns;
    }

    /** Takes rows one after the other. Used by one thread. */
    public static final class Builder {
        private final List<String> columns;
        private final TextIndex ids = new TextIndex();
        private final Column.Builder[] data;

        private Builder(List<String> columns) {
            this.columns = List.copyOf(columns);
            if (columns.size() > MOST_COLUMNS) {
                throw new IllegalArgumentException(
                        "a table has at most " + MOST_COLUMNS + " columns, this one has " + columns.size());
            }
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (column.isBlank()) {
                    throw new IllegalArgumentException("column " + (seen.size() + 1) + " has no name");
                }
                if (!seen.add(column)) {
                    throw new IllegalArgumentException("two columns are named '" + column + "'");
                }
            }
            data = new Column.Builder[columns.size()];
            Arrays.setAll(data, i -> new Column.Builder());
        }

        /**
         * Adds a row. A row may be shorter than there are columns: what it lacks is missing.
         *
         * @throws IllegalArgumentException if the id is blank or was there before, or there are more values than columns
         */
        public Builder add(String id, List<? extends @Nullable String> values) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("row " + (ids.size() + 1) + " has no id");
            }
            if (values.size() > data.length) {
                throw new IllegalArgumentException(
                        "row '" + id + "' has " + values.size() + " values for " + data.length + " columns");
            }
            int row = ids.size();
            int first = ids.add(id);
            if (first < row) {
                throw new IllegalArgumentException(
                        "the id '" + id + "' is in rows " + (first + 1) + " and " + (row + 1));
            }
            for (int i = 0; i < data.length; i++) {
                data[i].add(i < values.size() ? values.get(i) : null);
            }
            return this;
        }

        /** The table of the rows so far. */
        public Table build() {
            return new Table(
                    columns,
                    ids.texts(),
                    Arrays.stream(data).map(Column.Builder::build).toArray(Column[]::new));
        }
    }
}
