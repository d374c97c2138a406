package dev.tandem.format.yaml;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import dev.tandem.spi.Text;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One flat YAML 1.2 mapping. Every scalar is text: {@code no}, {@code 007}, {@code ~} and {@code null} are kept as they
 * are written, and a name without a value has the empty text.
 *
 * <p>Mappings and lists within the mapping, tags, anchors, aliases, merge keys and further documents are refused. A file
 * has at most 64 KiB unless a feed sets more: the parser takes much memory for a long text.
 */
public final class YamlFormat implements MetadataFormat {
    // Jackson's YAML parser reads numbers before they are asked for, and hides how a scalar was quoted and where a
    // document ends, so the engine below it is read directly. Its own limit is off; the file's size was checked.
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("yaml", "yml");
    }

    @Override
    public FormatOptions defaults() {
        return FormatOptions.DEFAULT.withMaxBytes(64 << 10);
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        return Text.parse(content, options, text -> read(text, options));
    }

    private static Parsed read(String text, FormatOptions options) {
        try {
            ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
            return new YamlReading(events, new FlatFields(options)).read();
        } catch (ReaderException e) {
            int offset = text.offsetByCodePoints(0, e.getPosition());
            return new Parsed.Bad(new Problem(
                    Problem.Code.NOT_TEXT,
                    Text.line(text, offset),
                    Text.column(text, offset),
                    "",
                    "this is a control character; write it as plain text"));
        } catch (MarkedYamlEngineException e) {
            Mark place = e.getProblemMark().or(e::getContextMark).orElseThrow();
            return new Parsed.Bad(new Problem(
                    Problem.Code.MALFORMED,
                    place.getLine() + 1,
                    place.getColumn() + 1,
                    "",
                    "this is not YAML; look at the indentation, and put quotes around texts with special characters"));
        }
    }
}
