package dev.tandem.format.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Problem;
import dev.tandem.testkit.MetadataFormatContract;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFormatTest extends MetadataFormatContract {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final XmlFormat format = new XmlFormat();

    @Override
    protected MetadataFormat format() {
        return format;
    }

    @Override
    protected byte[] sample(Map<String, String> fields) {
        return bytes(fields.entrySet().stream()
                .map(field -> "<" + field.getKey() + ">" + escaped(field.getValue()) + "</" + field.getKey() + ">")
                .collect(Collectors.joining("\n  ", "<?xml version=\"1.0\"?>\n<call>\n  ", "\n</call>\n")));
    }

    @Override
    protected List<byte[]> nested() {
        return Arrays.asList(
                bytes("<call><agent><name>" + CANARY + "</name></agent></call>"),
                bytes("<call><agent>" + CANARY + "<name/></agent></call>"),
                bytes("<call><agent id='" + CANARY + "'>x</agent></call>"),
                bytes("<call id='" + CANARY + "'><agent>x</agent></call>"),
                bytes("<call><field name='x' id='" + CANARY + "'/></call>"),
                bytes("<call><agent name='" + CANARY + "'>x</agent></call>"),
                bytes("<call><a><b>" + CANARY + "</b></a><c><d/></c><a>x</a></call>"));
    }

    @Override
    protected List<byte[]> severalRecords() {
        return List.of(
                bytes("<calls><call><a>" + CANARY + "</a></call><call><a>2</a></call></calls>"),
                bytes("<calls>\n<call>\n<a>" + CANARY + "</a><b/></call>\n<x/><call> <a/></call></calls>"),
                bytes("<call><a>" + CANARY + "</a></call><call><a>2</a></call>"),
                bytes("<call><a>" + CANARY + "</a></call> more"));
    }

    @Override
    protected List<byte[]> duplicateFields() {
        return List.of(
                bytes("<call><a>" + CANARY + "</a><b/><a>2</a></call>"),
                bytes("<call xmlns:p='urn:p' xmlns:q='urn:q'><p:a>" + CANARY + "</p:a><q:a/></call>"),
                bytes("<call><a>" + CANARY + "</a><field name='a'/></call>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<call><a>007</a></call>",
                "<x:call xmlns:x='urn:x'><x:a>007</x:a></x:call>",
                "<call xmlns='urn:x'><a>007</a></call>",
                "<call><field name='a'>007</field></call>",
                "<call><!-- c --><?p i?><a>0<!-- c -->0<?p i?>7</a></call><!-- c -->\n<?p i?>",
                "<call><a><![CDATA[00]]>7</a></call>",
                "<call><a>&#48;&#x30;7</a></call>",
                "<call xml:lang='en' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'"
                        + " i:noNamespaceSchemaLocation='a.xsd'><a i:nil='false' xml:space='preserve'>007</a></call>",
                "<!-- c --><call\n>\r\n<a\t>007</a ></call >\n",
            })
    void aFieldIsReadHoweverItIsWritten(String xml) {
        assertThat(read(bytes(xml))).containsExactly(Map.entry("a", "007"));
    }

    @Test
    void emptyElementsAndNilAreTheEmptyText() {
        assertThat(read(bytes("<call xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "<a/><b></b><c xsi:nil='true'/><d xsi:nil='1'></d></call>")))
                .isEqualTo(Map.of("a", "", "b", "", "c", "", "d", ""));
    }

    @Test
    void nilOnATextIsRefused() {
        Problem problem = refusal(bytes("<call xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                + "<a xsi:nil='true'>" + CANARY + "</a></call>"));
        assertThat(problem.code()).isEqualTo(Problem.Code.MALFORMED);
        assertThat(problem.field()).isEqualTo("a");
    }

    @Test
    void anElementCalledFieldWithoutANameIsAField() {
        assertThat(read(bytes("<call><field>x</field></call>"))).containsExactly(Map.entry("field", "x"));
    }

    @Test
    void markupInAFieldIsText() {
        assertThat(read(bytes("<call><a>&lt;b/&gt;&amp;amp;&quot;&apos;<![CDATA[<&]]></a></call>")))
                .containsEntry("a", "<b/>&amp;\"'<&");
    }

    @Test
    void aTextInManyPiecesCostsLittle() {
        String pieces = "x<!---->".repeat(60_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(read(bytes("<call><a>" + pieces + "</a></call>")))
                        .containsEntry("a", "x".repeat(60_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE call><call><a>x</a></call>",
                "<!DOCTYPE call SYSTEM 'http://127.0.0.1:1/x.dtd'><call><a>x</a></call>",
                "<!DOCTYPE call [<!ENTITY e 'x'>]><call><a>&e;</a></call>",
                "<!DOCTYPE call [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><call><a>&b;</a></call>",
                "<!DOCTYPE call [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]><call><a>x</a></call>",
                "<call><a>x&nbsp;y</a></call>",
                "<call>&e;<a>x</a></call>"
            })
    void documentTypesAndEntitiesAreForbidden(String xml) {
        assertThat(refusal(bytes(xml)).code()).isEqualTo(Problem.Code.FORBIDDEN);
    }

    @Test
    void aFileOfTheHostIsNeverRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), CANARY);
        Problem problem =
                refusal(bytes("<!DOCTYPE call [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><call><a>&e;</a></call>"));
        assertThat(problem.code()).isEqualTo(Problem.Code.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<call><a>x</a>",
                "<call><a>x</b></call>",
                "<call><a>x & y</a></call>",
                "<call><a>x < y</a></call>",
                "<call>text<a>x</a></call>",
                "<call><a>x</a>text</call>",
                "<call><a>x</a><![CDATA[text]]></call>",
                "<call>text</call>",
                "<call><a b=c>x</a></call>",
                "<call><a b='1' b='2'>x</a></call>",
                "<call><p:a>x</p:a></call>",
                "<call><a>&#0;</a></call>",
                "<call><a>&#xD800;</a></call>",
                "<call><a>&#x110000;</a></call>",
                "<call><a>]]></a></call>",
                "<call><1/></call>",
                "\n<?xml version='1.0'?><call><a>x</a></call>",
                "<?xml version='1.0' encoding='UTF-8'",
                "<?xml version='1.0' encoding=",
                "<?xml encoding",
                "<call><field name=''>x</field></call>",
                "{\"a\": \"x\"}",
                "a,b"
            })
    void whatIsNotXmlIsRefused(String xml) {
        assertThat(refusal(bytes(xml)).code()).isEqualTo(Problem.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<call/>", "<call></call>", "<call>\n <!-- c --> </call>"})
    void aRootWithoutElementsHasNoFields(String xml) {
        assertThat(refusal(bytes(xml)).code()).isEqualTo(Problem.Code.NO_FIELDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "<call><agent><name/></agent></call> | line 1, column 14, field agent.name: an element stands",
                "<call>_ <field name='agent'><name/></field></call> | line 2, column 22, field agent.name: ",
                "<call>_<a>x</a>_ <agent id='7'/></call> | line 3, column 2, field agent@id: the element has",
                "<call id='7'><a/></call> | line 1, column 1, field call@id: the element has",
                "<call><b/>_<p:b xmlns:p='urn:p'/></call> | line 2, column 1, field b: the field is there twice",
                "<call>_text</call> | line 1, column 7: text stands outside",
                "<call><a>x&nbsp;</a></call> | line 1, column 11, field a: an entity",
                "<!-- c -->_<!DOCTYPE call><call/> | line 2, column 1: a document type",
                "<call><a/>_</call>_<call/> | line 2, column 1: something follows",
                "<calls>_<call><a/></call>_<call><a/></call></calls> | line 2, column 7, field call.a: the file holds"
            })
    void aProblemNamesItsPlaceAndPath(String xml, String start) {
        assertThat(refusal(bytes(xml.replace("_", "\n"))).describe()).startsWith(start);
    }

    @Test
    void whatIsNotXmlIsFoundByItsLine() {
        assertThat(refusal(bytes("<call>\r\n<a>x</a>\r\n<b>x</c>\n</call>")).line())
                .isEqualTo(3);
    }

    @Test
    void aFileThatEndsTooEarlySaysSo() {
        assertThat(refusal(bytes("<call><a>x</a><b>x")).text()).startsWith("the file ends before");
        assertThat(refusal(bytes("<call><a>x</a")).text()).startsWith("the file ends before");
    }

    @Test
    void theDeclarationDecidesTheCharset() {
        for (Charset charset : new Charset[] {UTF_8, ISO_8859_1, WINDOWS}) {
            assertThat(read(declared(charset.name(), "Zo\u00EB").getBytes(charset)))
                    .containsEntry("a", "Zo\u00EB");
        }
        assertThat(read(declared("windows-1252", "\u20AC").getBytes(WINDOWS))).containsEntry("a", "\u20AC");
        assertThat(read(declared("us-ascii", "Zoe").getBytes(US_ASCII))).containsEntry("a", "Zoe");
        assertThat(read(declared("UTF-16", "Zo\u00EB").getBytes(UTF_16LE))).containsEntry("a", "Zo\u00EB");
        assertThat(read(declared("UTF-16", "Zo\u00EB").getBytes(UTF_16BE))).containsEntry("a", "Zo\u00EB");
    }

    @Test
    void theDeclarationGoesBeforeTheOptionsAndAByteOrderMarkBeforeBoth() {
        FormatOptions windows = format.defaults().withCharset(WINDOWS);
        assertThat(read(declared("UTF-8", "Zo\u00EB").getBytes(UTF_8), windows)).containsEntry("a", "Zo\u00EB");
        assertThat(read(("\uFEFF" + declared("ISO-8859-1", "Zo\u00EB")).getBytes(UTF_8), windows))
                .containsEntry("a", "Zo\u00EB");
        assertThat(read(("\uFEFF" + declared("utf-8", "Zo\u00EB")).getBytes(UTF_16LE), windows))
                .containsEntry("a", "Zo\u00EB");
        assertThat(read("<call><a>Zo\u00EB</a></call>".getBytes(WINDOWS), windows))
                .containsEntry("a", "Zo\u00EB");
    }

    @Test
    void whatIsNotInTheDeclaredCharsetIsNotText() {
        assertThat(refusal(declared("US-ASCII", "Zo\u00EB").getBytes(ISO_8859_1))
                        .code())
                .isEqualTo(Problem.Code.NOT_TEXT);
        assertThat(refusal(declared("UTF-8", "Zo\u00EB").getBytes(ISO_8859_1)).code())
                .isEqualTo(Problem.Code.NOT_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-7", "EBCDIC-CP-US", "UTF-32", "x", "UTF-16", "UTF-16LE", "", " "})
    void otherCharsetsAndFalseClaimsAreForbidden(String name) {
        assertThat(refusal(declared(name, "x").getBytes(US_ASCII)).code()).isEqualTo(Problem.Code.FORBIDDEN);
    }

    @Test
    void twentyThousandLevelsAreRefusedAtTheFirst() {
        assertThat(refusal(bytes("<a>".repeat(20_000))).describe()).startsWith("line 1, column 7, field a.a: ");
    }

    @Test
    void floodsOfAttributesAreRefused() {
        String attributes =
                IntStream.range(0, 50_000).mapToObj(i -> " a" + i + "='x'").collect(Collectors.joining());
        assertThat(refusal(bytes("<call" + attributes + "><a>x</a></call>")).code())
                .isEqualTo(Problem.Code.MALFORMED);
        assertThat(refusal(bytes("<call><a>x</a><b c='" + "x".repeat(100_000) + "'/></call>"))
                        .code())
                .isEqualTo(Problem.Code.MALFORMED);
        String namespaces = IntStream.range(0, 20_000)
                .mapToObj(i -> " xmlns:a" + i + "='u:" + i + "'")
                .collect(Collectors.joining());
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> format.parse(bytes("<call" + namespaces + "/>"), format.defaults()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<call>|<X/>",
                "<call>|<?X?>",
                "<?x?>|<?X?>",
                "<call/>|<?X?>",
                "<call><a>|<?X?>",
                "<call>|<field name='X' xmlns:X='u'/>",
                "<call xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>|<a i:X=''/>",
                "<call><a>|<X/>",
                "<call>|<a xml:X=''/>",
                "<call>|&X;",
                "<!DOCTYPE call [|<!ENTITY X ''>",
                "<call |xmlns:X='u' "
            })
    void namesWithTheSameHashCostLittle(String attack) {
        String start = attack.substring(0, attack.indexOf('|'));
        String piece = attack.substring(attack.indexOf('|') + 1);
        byte[] content = bytes(IntStream.range(0, 12_000)
                .mapToObj(i -> piece.replace("X", colliding(i)))
                .collect(Collectors.joining("", start, "")));
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> refusal(content));
    }

    @Test
    void tenThousandOrdinaryNamesAreRead() {
        for (String prefix : new String[] {"", "field", "call_attribute_", "x.y-"}) {
            String elements = IntStream.range(0, 10_000)
                    .mapToObj(i -> "<a" + prefix + i + "/>")
                    .collect(Collectors.joining("", "<call>", "</call>"));
            assertThat(read(bytes(elements))).hasSize(10_000);
        }
        String named = IntStream.range(0, 10_000)
                .mapToObj(i -> "<field name='a" + i + "'/>")
                .collect(Collectors.joining("", "<call>", "</call>"));
        assertThat(read(bytes(named))).hasSize(10_000);
    }

    private static String colliding(int bits) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            name.append((bits >> i & 1) == 0 ? "Ab" : "BC");
        }
        return name.toString();
    }

    private static String declared(String encoding, String text) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<call><a>" + text + "</a></call>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(UTF_8);
    }
}
