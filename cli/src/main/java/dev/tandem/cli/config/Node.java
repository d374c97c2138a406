package dev.tandem.cli.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file, with the line where it begins, counted from 1. */
sealed interface Node {
    int line();

    /** What it is, for sentences. */
    String what();

    /** A scalar, as it is written: {@code no} and {@code 007} are texts. */
    record Text(int line, String value) implements Node {
        @Override
        public String what() {
            return value.isEmpty() ? "nothing" : '"' + value + '"';
        }
    }

    /** A list. */
    record Items(int line, List<Node> items) implements Node {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Table(int line, Map<String, Entry> entries) implements Node {
        @Override
        public String what() {
            return "a mapping";
        }
    }

    /**
     * A value in a mapping.
     *
     * @param line of its key
     */
    record Entry(int line, Node value) {}
}
