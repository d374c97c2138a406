package dev.tandem.format.yaml;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/** One reading of one file. */
final class YamlReading {
    private final Parser events;
    private final FlatFields fields;

    YamlReading(Parser events, FlatFields fields) {
        this.events = events;
        this.fields = fields;
    }

    Parsed read() {
        try {
            events.next();
            if (isDocument(events.next())) {
                document(node(""));
            }
            return fields.parsed();
        } catch (Refused e) {
            return new Parsed.Bad(e.problem);
        }
    }

    private void document(NodeEvent root) throws Refused {
        switch (root.getEventId()) {
            case MappingStart -> mapping();
            case SequenceStart ->
                throw new Refused(
                        Problem.Code.SEVERAL_RECORDS,
                        root,
                        "",
                        "the file holds a list; write one mapping in each file, without the dashes");
            default -> {
                if (!((ScalarEvent) root).getValue().isEmpty()) {
                    throw new Refused(
                            Problem.Code.MALFORMED,
                            root,
                            "",
                            "the file holds a single text; write a line for each field, as in agent: 007");
                }
            }
        }
        events.next();
        Event after = events.next();
        if (isDocument(after)) {
            throw new Refused(
                    Problem.Code.SEVERAL_RECORDS,
                    after,
                    "",
                    "a second document begins here; write one record in each file");
        }
    }

    /** Moves to the end of the mapping whose start was read. */
    private void mapping() throws Refused {
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            ScalarEvent key = key();
            String name = key.getValue();
            NodeEvent value = node(name);
            if (!(value instanceof ScalarEvent scalar)) {
                throw nested(name, value);
            }
            Problem problem = fields.add(name, scalar.getValue());
            if (problem != null) {
                throw new Refused(problem.code(), key, problem.field(), problem.text());
            }
        }
        events.next();
    }

    private ScalarEvent key() throws Refused {
        NodeEvent key = node("");
        if (!(key instanceof ScalarEvent scalar)) {
            throw new Refused(
                    Problem.Code.NESTED, key, "", "the name of a field is a list or a mapping; write it as a text");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw new Refused(Problem.Code.FORBIDDEN, key, "<<", "merge keys are not read; write the fields out");
        }
        return scalar;
    }

    /** A text or the start of a list or mapping, without anything that YAML can hang on it. */
    private NodeEvent node(String field) throws Refused {
        NodeEvent node = (NodeEvent) events.next();
        if (node.getEventId() == Event.ID.Alias) {
            throw new Refused(
                    Problem.Code.FORBIDDEN,
                    node,
                    field,
                    "an alias is not read; put quotes around a text that begins with *");
        }
        if (node.getAnchor().isPresent()) {
            throw new Refused(
                    Problem.Code.FORBIDDEN,
                    node,
                    field,
                    "an anchor is not read; put quotes around a text that begins with &");
        }
        boolean tagged = node instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : ((CollectionStartEvent) node).getTag().isPresent();
        if (tagged) {
            throw new Refused(
                    Problem.Code.FORBIDDEN,
                    node,
                    field,
                    "a tag is not read; put quotes around a text that begins with !");
        }
        return node;
    }

    private Refused nested(String name, NodeEvent value) {
        if (value.getEventId() == Event.ID.SequenceStart) {
            return new Refused(
                    Problem.Code.NESTED,
                    value,
                    name,
                    "the value is a list; metadata is flat, so write the list as one text, in quotes");
        }
        String path = events.peekEvent() instanceof ScalarEvent inner ? name + "." + inner.getValue() : name;
        return new Refused(
                Problem.Code.NESTED,
                value,
                path,
                "the value is a mapping; metadata is flat, so write what it holds as fields of their own, named like"
                        + " this path");
    }

    private static boolean isDocument(Event event) {
        return event.getEventId() == Event.ID.DocumentStart;
    }

    /** Carries a problem out of the reading. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem.Code code, Event event, String field, String text) {
            super(null, null, false, false);
            Mark place = event.getStartMark().orElseThrow();
            problem = new Problem(code, place.getLine() + 1, place.getColumn() + 1, field, text);
        }
    }
}
