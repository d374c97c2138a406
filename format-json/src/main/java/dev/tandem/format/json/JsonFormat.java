package dev.tandem.format.json;

import dev.tandem.spi.FlatFields;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import dev.tandem.spi.Text;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * One flat JSON object (RFC 8259, without extensions). Numbers, {@code true} and {@code false} are kept as the text
 * they are written as; {@code null} is the empty text. Objects and lists within the object, and anything after it, are
 * refused.
 */
public final class JsonFormat implements MetadataFormat {
    // Sizes are bounded by the options before the parser starts.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(2)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("json");
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        return Text.parse(
                content,
                options,
                bytes -> read(FACTORY.createParser(ObjectReadContext.empty(), bytes), fields(bytes, options)),
                text -> read(FACTORY.createParser(ObjectReadContext.empty(), text), new FlatFields(options)));
    }

    /** Only an escape can bring in what is not plain text: the parser refuses control characters that are written out. */
    private static FlatFields fields(byte[] content, FormatOptions options) {
        boolean escaped = new String(content, StandardCharsets.ISO_8859_1).indexOf('\\') >= 0;
        return escaped ? new FlatFields(options) : FlatFields.ofPlainText(options);
    }

    private static Parsed read(JsonParser json, FlatFields fields) {
        try (JsonParser parser = json) {
            return switch (parser.nextToken()) {
                case START_OBJECT -> fields(parser, fields);
                case START_ARRAY ->
                    bad(
                            Problem.Code.SEVERAL_RECORDS,
                            parser.currentTokenLocation(),
                            "",
                            "the file holds a list; write one object in each file, without the brackets around it");
                default ->
                    bad(
                            Problem.Code.MALFORMED,
                            parser.currentTokenLocation(),
                            "",
                            "the file holds a single value; write an object, as in {\"agent\": \"007\"}");
            };
        } catch (UnexpectedEndOfInputException e) {
            return bad(
                    Problem.Code.MALFORMED,
                    e.getLocation(),
                    "",
                    "the file ends before its object does; send the whole file");
        } catch (JacksonException e) {
            return bad(
                    Problem.Code.MALFORMED,
                    e.getLocation(),
                    "",
                    "this is not JSON; look for a missing quote, comma or brace here");
        }
    }

    private static Parsed fields(JsonParser parser, FlatFields fields) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value.isStructStart()) {
                return nested(parser, name);
            }
            Problem problem = fields.add(name, value == JsonToken.VALUE_NULL ? "" : parser.getString());
            if (problem != null) {
                return bad(problem.code(), parser.currentTokenLocation(), problem.field(), problem.text());
            }
        }
        if (parser.nextToken() != null) {
            return bad(
                    Problem.Code.SEVERAL_RECORDS,
                    parser.currentTokenLocation(),
                    "",
                    "something follows the object; write one object in each file");
        }
        return fields.parsed();
    }

    private static Parsed nested(JsonParser parser, String name) {
        TokenStreamLocation place = parser.currentTokenLocation();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return bad(
                    Problem.Code.NESTED,
                    place,
                    name,
                    "the value is a list; metadata is flat, so write the list as one text");
        }
        String inner = parser.nextName();
        return bad(
                Problem.Code.NESTED,
                place,
                inner == null ? name : name + "." + inner,
                "the value is an object; metadata is flat, so write what it holds as fields of their own, named like"
                        + " this path");
    }

    private static Parsed bad(Problem.Code code, TokenStreamLocation place, String field, String text) {
        return new Parsed.Bad(new Problem(code, place.getLineNr(), place.getColumnNr(), field, text));
    }
}
