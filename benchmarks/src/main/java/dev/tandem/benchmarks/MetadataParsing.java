package dev.tandem.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import dev.tandem.format.csv.CsvFormat;
import dev.tandem.format.json.JsonFormat;
import dev.tandem.format.xml.XmlFormat;
import dev.tandem.format.yaml.YamlFormat;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reading a metadata file of ten fields, beside the bare parser reading every name and text of the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(2)
public class MetadataParsing {
    private static final JsonFactory JSON = new JsonFactory();
    private static final WstxInputFactory XML = new WstxInputFactory();
    private static final LoadSettings YAML = LoadSettings.builder().build();

    private final MetadataFormat json = new JsonFormat();
    private final MetadataFormat xml = new XmlFormat();
    private final MetadataFormat yaml = new YamlFormat();
    private final MetadataFormat csv = new CsvFormat();
    private final byte[] jsonBytes;
    private final byte[] xmlBytes;
    private final byte[] yamlBytes;
    private final byte[] csvBytes;

    public MetadataParsing() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("session_id", "S00012345");
        fields.put("direction", "outbound");
        fields.put("ani", "+1 703 555 0100");
        fields.put("dnis", "+1 212 555 0199");
        fields.put("agent_name", "Agent 42");
        fields.put("campaign", "Renewals");
        fields.put("disposition", "Call back later");
        fields.put("talk_time", "00:06:33");
        fields.put("queue", "sales-east");
        fields.put("notes", "Asked for the offer in writing");
        jsonBytes = bytes(join(fields, "\n  \"%s\": \"%s\"", ",", "{", "\n}\n"));
        xmlBytes = bytes(join(fields, "\n  <%1$s>%2$s</%1$s>", "", "<call>", "\n</call>\n"));
        yamlBytes = bytes(join(fields, "%s: %s\n", "", "", ""));
        csvBytes = bytes(String.join(",", fields.keySet()) + "\n" + String.join(",", fields.values()) + "\n");
    }

    private static String join(Map<String, String> fields, String field, String between, String before, String after) {
        return fields.entrySet().stream()
                .map(entry -> String.format(field, entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(between, before, after));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Parsed parse(MetadataFormat format, byte[] content) {
        Parsed parsed = format.parse(content, format.defaults());
        if (!(parsed instanceof Parsed.Good)) {
            throw new IllegalStateException("the file is good");
        }
        return parsed;
    }

    @Benchmark
    public Parsed json() {
        return parse(json, jsonBytes);
    }

    @Benchmark
    public void jsonBare(Blackhole hole) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), jsonBytes)) {
            while (parser.nextToken() != null) {
                hole.consume(parser.getString());
            }
        }
    }

    @Benchmark
    public Parsed xml() {
        return parse(xml, xmlBytes);
    }

    @Benchmark
    public void xmlBare(Blackhole hole) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xmlBytes));
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                hole.consume(reader.getLocalName());
            } else if (event == XMLStreamConstants.CHARACTERS) {
                hole.consume(reader.getText());
            }
        }
        reader.close();
    }

    @Benchmark
    public Parsed yaml() {
        return parse(yaml, yamlBytes);
    }

    @Benchmark
    public void yamlBare(Blackhole hole) {
        for (Event event : new Parse(YAML).parseInputStream(new ByteArrayInputStream(yamlBytes))) {
            hole.consume(event);
        }
    }

    @Benchmark
    public Parsed csv() {
        return parse(csv, csvBytes);
    }

    @Benchmark
    public void csvBare(Blackhole hole) throws IOException {
        String text = new String(csvBytes, StandardCharsets.UTF_8);
        try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
            for (CSVRecord row : parser) {
                hole.consume(row.values());
            }
        }
    }
}
