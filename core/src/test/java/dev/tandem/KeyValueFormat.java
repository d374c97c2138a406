package dev.tandem;

import dev.tandem.call.Metadata;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Lines of {@code key=value}, for tests of what is not about formats. */
public final class KeyValueFormat implements MetadataFormat {
    @Override
    public String name() {
        return "kv";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("kv", "kv2");
    }

    @Override
    public Parsed parse(byte[] content, FormatOptions options) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                return Parsed.bad(Problem.Code.MALFORMED, "a line has no =");
            }
            fields.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return new Parsed.Good(Metadata.of(fields));
    }
}
