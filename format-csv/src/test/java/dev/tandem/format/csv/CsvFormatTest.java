package dev.tandem.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Problem;
import dev.tandem.testkit.MetadataFormatContract;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest extends MetadataFormatContract {
    private final CsvFormat format = new CsvFormat();

    @Override
    protected MetadataFormat format() {
        return format;
    }

    @Override
    protected byte[] sample(Map<String, String> fields) {
        return bytes(line(fields.keySet(), ",") + line(fields.values(), ","));
    }

    @Override
    protected List<byte[]> nested() {
        return List.of();
    }

    @Override
    protected List<byte[]> severalRecords() {
        return List.of(
                bytes("id,agent,start\n1," + CANARY + ",2\n3,b,4\n"),
                bytes("id\n" + CANARY + "\n2\n"),
                bytes("id,agent,start\n1," + CANARY + ",2\n\n3,b\n"));
    }

    @Override
    protected List<byte[]> duplicateFields() {
        return List.of(
                bytes("id,agent,id\n1," + CANARY + ",1\n"),
                bytes("id, ID \n" + CANARY + ",1\n"),
                bytes("id," + CANARY + "\nagent,b\nid,2\n"),
                bytes("agent,id\nBob," + CANARY + "\nBob,2\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,agent,x_007,Bob,",
                "id;agent;x_007;Bob;_",
                "id\tagent\tx_007\tBob\t",
                "\"id\",\"agent\",\"x\"_\"007\",\"Bob\",\"\"",
                " id , agent,x _007,Bob,",
                "__id,agent,x__007,Bob,____",
                "id,agent,x_007,Bob,_,,_ , , _  _",
                "key,value_id,007_agent,Bob_x,",
                "Field;VALUE_id;007_agent;Bob_x;_",
                " Name \t Value _id\t007_agent\tBob_x\t",
                "id,007_agent,Bob_x,_",
                "id;007_agent;Bob_x;_;_",
                "_id\t007__agent\tBob_ x \t"
            })
    void theThreeShapesAndDelimitersAreRead(String csv) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            assertThat(read(bytes(csv.replace("_", end))))
                    .containsExactly(Map.entry("id", "007"), Map.entry("agent", "Bob"), Map.entry("x", ""));
        }
    }

    @Test
    void twoLinesOfTwoColumnsAreAHeaderAndItsRow() {
        assertThat(read(bytes("id,agent\n007,Bob"))).isEqualTo(Map.of("id", "007", "agent", "Bob"));
    }

    @Test
    void twoLinesUnderKeyAndValueAreAKeyAndItsValue() {
        assertThat(read(bytes("key,value\nid,007"))).isEqualTo(Map.of("id", "007"));
    }

    @Test
    void threeLinesOfTwoColumnsAreKeysAndValues() {
        assertThat(read(bytes("id,007\nagent,Bob\nqueue,a")))
                .isEqualTo(Map.of("id", "007", "agent", "Bob", "queue", "a"));
    }

    @Test
    void oneColumnIsAFieldAndItsText() {
        assertThat(read(bytes("id\n007\n"))).isEqualTo(Map.of("id", "007"));
    }

    @Test
    void theDelimiterIsTheFirstThatComesOutsideOfQuotes() {
        assertThat(read(bytes("name;Doe, Jane\nfrom;a,b\tc\nid;007"))).containsEntry("name", "Doe, Jane");
        assertThat(read(bytes("\"a;\tb\",c\n1,2"))).isEqualTo(Map.of("a;\tb", "1", "c", "2"));
        assertThat(read(bytes("\"a\"\";b\",c\n1,2"))).isEqualTo(Map.of("a\";b", "1", "c", "2"));
        assertThat(read(bytes("5\" pipe;b\n1;2"))).isEqualTo(Map.of("5\" pipe", "1", "b", "2"));
        assertThat(read(bytes("\"a\n;b\",c\n1,2"))).isEqualTo(Map.of("a\n;b", "1", "c", "2"));
    }

    @Test
    void quotedTextsKeepBreaksQuotesAndSpace() {
        assertThat(read(bytes("a,b,c,d\n\"x\r\n\n y\",\" \"\"z\"\" \", w ,\"1,2\"\r\n")))
                .isEqualTo(Map.of("a", "x\r\n\n y", "b", " \"z\" ", "c", " w ", "d", "1,2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,agent,x", "id,agent\n", "id", "key,value\n", "\"id\"\r\n\r\n", ",,"})
    void aLineAloneHasNoFields(String csv) {
        assertThat(refusal(bytes(csv)).code()).isEqualTo(Problem.Code.NO_FIELDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a,b,c_1,2 | line 2: this line has 2 columns and the first has 3",
                "a,b_1,2,3 | line 2: this line has 3 columns and the first has 2",
                "_a,b,c__1,2,3,4 | line 4: this line has 4 columns",
                "a,1_b,2_c | line 3: this line has 1 columns",
                "key,value_a,1_b,2,3 | line 3: this line has 3 columns",
                "a,b,c_1,2,3_4,5,6 | line 3: a second row begins here",
                "a,b_1,'x_y'_c,d_'e_e',f_c,5 | line 7, field c: the first column has this twice",
                "a,b,A_1,2,3 | line 1, field A: the field is there twice",
                "_a,,c_1,2,3 | line 2: a field has no name",
                "a,b,_1,2, | line 1: a field has no name",
                "a,b,c_1,'2,3_ | line 2: the quotes of this line do not match",
                "a,b,c__1,'2'x,3_ | line 3: the quotes of this line do not match",
                "'a,b,c_1,2,3_ | line 1: the quotes of this line do not match"
            })
    void aProblemNamesItsLineAndField(String csv, String start) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String written = csv.replace("_", end).replace('\'', '"');
            assertThat(refusal(bytes(written)).describe()).startsWith(start);
        }
    }

    @Test
    void oneMebibyteOfAnythingTakesLittleTime() {
        for (String piece : List.of("\n", ",", "\"", "a,b\n", ";", "\"\"", "a", " ", "\r", ",\n", "\"\n\"")) {
            byte[] content = bytes("x" + piece.repeat(((1 << 20) - 1) / piece.length()));
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> refusal(content));
        }
    }

    @Test
    void fiftyMegabytesOfBlankLinesAreTooLarge() {
        assertThat(refusal("\n".repeat(50_000_000).getBytes(UTF_8)).code()).isEqualTo(Problem.Code.TOO_LARGE);
    }

    @Test
    void tenThousandKeysAreReadAndOneMoreIsNot() {
        String keys = IntStream.range(0, 10_000).mapToObj(i -> i + ",x\n").collect(Collectors.joining());
        assertThat(read(bytes(keys))).hasSize(10_000);
        assertThat(refusal(bytes(keys + "a,b\n")).describe()).startsWith("line 10001, field a: at most 10000 fields");
    }

    @Test
    void windows1252IsReadOnlyIfTheOptionsSaySo() {
        Charset windows = Charset.forName("windows-1252");
        byte[] content = "a,b\nZo\u00EB,\u20AC".getBytes(windows);
        assertThat(read(content, FormatOptions.DEFAULT.withCharset(windows)))
                .isEqualTo(Map.of("a", "Zo\u00EB", "b", "\u20AC"));
        assertThat(refusal(content).describe()).startsWith("line 2, column 3: ");
    }

    /** The contract again, for lines of key and value. */
    @Nested
    class Keys extends MetadataFormatContract {
        @Override
        protected MetadataFormat format() {
            return format;
        }

        @Override
        protected byte[] sample(Map<String, String> fields) {
            return bytes(fields.entrySet().stream()
                    .map(field -> line(List.of(field.getKey(), field.getValue()), ";"))
                    .collect(Collectors.joining("", "key;value\r\n", "")));
        }

        @Override
        protected List<byte[]> nested() {
            return List.of();
        }

        @Override
        protected List<byte[]> severalRecords() {
            return List.of();
        }

        @Override
        protected List<byte[]> duplicateFields() {
            return List.of(bytes("key;value\nid;" + CANARY + "\nID;2\n"));
        }
    }

    private static String line(Collection<String> values, String delimiter) {
        return values.stream()
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(delimiter, "", "\r\n"));
    }

    private static byte[] bytes(String csv) {
        return csv.getBytes(UTF_8);
    }
}
