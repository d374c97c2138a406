package dev.tandem.simulation;

import dev.tandem.call.Metadata;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The plainest metadata: {@code key=value} lines. */
public record KeyValues(String name) implements MetadataFormat {
    @Override
    public Set<String> extensions() {
        return Set.of(name);
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals < 0 && !line.isEmpty()) {
                return Parsed.bad(Problem.Code.MALFORMED, "a line has no =");
            }
            if (equals >= 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Parsed.Good(Metadata.of(fields));
    }

    public static byte[] write(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
