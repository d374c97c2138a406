package dev.tandem.cli.config;

import dev.tandem.cli.config.Node.Entry;
import dev.tandem.cli.config.Node.Items;
import dev.tandem.cli.config.Node.Table;
import dev.tandem.cli.config.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Makes a tree of a YAML file. Anchors, aliases, tags, repeated keys and further documents are mistakes. */
final class YamlTree {
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();
    private static final int DEEPEST = 20;

    private final ParserImpl events;
    private final Mistakes mistakes;

    private YamlTree(ParserImpl events, Mistakes mistakes) {
        this.events = events;
        this.mistakes = mistakes;
    }

    /** The tree of a text; a text that is no YAML, or is empty, throws its mistake. */
    static Node read(String text, Mistakes mistakes) throws ConfigurationMistakes {
        try {
            return new YamlTree(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)), mistakes).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> place = e.getProblemMark().or(e::getContextMark);
            // The engine's own message would quote the text, which may be a secret.
            mistakes.add(
                    place.map(mark -> mark.getLine() + 1).orElse(1),
                    "",
                    "this is not YAML at column "
                            + place.map(mark -> mark.getColumn() + 1).orElse(1)
                            + "; look at the indentation, and put quotes around texts with special characters");
        } catch (ReaderException e) {
            int before = text.offsetByCodePoints(0, e.getPosition());
            int line =
                    1 + (int) text.chars().limit(before).filter(c -> c == '\n').count();
            mistakes.add(line, "", "a control character; expected plain text");
        }
        throw mistakes.asException();
    }

    private Node document() throws ConfigurationMistakes {
        events.next();
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            mistakes.add(1, "", "found nothing; expected the keys sink and feeds");
            throw mistakes.asException();
        }
        Node root = node((NodeEvent) events.next(), "", 0);
        events.next();
        Event next = events.next();
        if (next.getEventId() != Event.ID.StreamEnd) {
            mistakes.add(line(next), "", "a second document begins here; expected one");
            throw mistakes.asException();
        }
        return root;
    }

    private Node node(NodeEvent event, String path, int depth) throws ConfigurationMistakes {
        int line = line(event);
        Optional<Anchor> anchor = event.getAnchor();
        if (event instanceof AliasEvent) {
            mistakes.add(line, path, "found an alias; expected the value itself");
            return new Text(line, "");
        }
        if (anchor.isPresent()) {
            mistakes.add(line, path, "found an anchor; expected the value alone");
        }
        if (depth > DEEPEST) {
            mistakes.add(line, path, "is nested too deeply");
            throw mistakes.asException();
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), line, path);
            return new Text(line, scalar.getValue());
        }
        refuseTag(((CollectionStartEvent) event).getTag(), line, path);
        return event.getEventId() == Event.ID.SequenceStart ? items(line, path, depth) : table(line, path, depth);
    }

    private void refuseTag(Optional<String> tag, int line, String path) {
        if (tag.isPresent()) {
            mistakes.add(line, path, "found a tag; expected the value alone");
        }
    }

    private Items items(int line, String path, int depth) throws ConfigurationMistakes {
        List<Node> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node((NodeEvent) events.next(), path, depth + 1));
        }
        events.next();
        return new Items(line, items);
    }

    private Table table(int line, String path, int depth) throws ConfigurationMistakes {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            NodeEvent event = (NodeEvent) events.next();
            int keyLine = line(event);
            Node key = node(event, path, depth + 1);
            String name = key instanceof Text text ? text.value() : "";
            String way = Section.way(path, name);
            Node value = node((NodeEvent) events.next(), way, depth + 1);
            if (!(key instanceof Text)) {
                mistakes.add(keyLine, path, "found " + key.what() + " as a key; expected a word");
                continue;
            }
            Entry other = entries.putIfAbsent(name, new Entry(keyLine, value));
            if (other != null) {
                mistakes.add(keyLine, way, "is there twice, first in line " + other.line() + "; expected it once");
            }
        }
        events.next();
        return new Table(line, entries);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
