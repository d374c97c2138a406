package dev.tandem.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.link.Table;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTablesTest {
    @TempDir
    Path folder;

    private Table read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private Table read(byte[] content) throws IOException {
        return CsvTables.read(Files.write(folder.resolve("t.csv"), content), rows -> {});
    }

    private void assertRefused(String content, String... words) {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), words);
    }

    private void assertRefused(byte[] content, String... words) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder.resolve("t.csv").toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void theIdMayBeAnyColumnAndIsNotAmongTheColumns() throws IOException {
        Table table = read("name,id,city\nJoe,7,Rome\nAnn,8,\n");
        assertThat(table.columns()).containsExactly("name", "city");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.id(0)).isEqualTo("7");
        assertThat(table.value(0, 0)).isEqualTo("Joe");
        assertThat(table.value(0, 1)).isEqualTo("Rome");
        assertThat(table.value(1, 1)).isNull();
    }

    @Test
    void quotesLineBreaksAndOtherLanguagesAreRead() throws IOException {
        Table table = read("id,text\r\n1,\"a \"\"b\"\",\r\nc\"\r\n2,M\u00fcller \ud83d\ude00\r\n");
        assertThat(table.value(0, 0)).isEqualTo("a \"b\",\r\nc");
        assertThat(table.value(1, 0)).isEqualTo("M\u00fcller \ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id;a,x\n1;b,c\n",
                "id\ta,x\n1\tb,c\n",
                "\ufeffid,\"a,x\"\n1,\"b,c\"\n",
                "\n\"id\";\"a,x\"\n\n1;b,c\n;\n"
            })
    void theDelimiterIsFoundAndAByteOrderMarkAndEmptyLinesArePassedOver(String content) throws IOException {
        Table table = read(content);
        assertThat(table.columns()).containsExactly("a,x");
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.value(0, 0)).isEqualTo("b,c");
    }

    @Test
    void aHeaderAloneIsAnEmptyTable() throws IOException {
        assertThat(read("id,a").size()).isZero();
        assertThat(read("ID").columns()).isEmpty();
    }

    @Test
    void aRowMayBeShorterThanTheHeader() throws IOException {
        assertThat(read("id,a,b\n1,x\n").value(0, 1)).isNull();
    }

    @Test
    void withoutAnIdTheColumnsThatAreThereAreNamed() {
        assertRefused("key,name\n1,Joe\n", "no column is named id; found key, name; rename or add");
    }

    @Test
    void aDuplicateIdIsToldWithBothLines() {
        assertRefused("a,id\n\"x\ny\",1\nz,2\n\nw,1\n", "t.csv:6: the id '1' is also in line 2");
    }

    @Test
    void aRowWithoutIdIsToldWithItsLine() {
        assertRefused("id,a\n1,x\n ,y\n", "t.csv:3: has no id");
        assertRefused("a,id\nx,1\ny\n", "t.csv:3: has no id");
    }

    @Test
    void aRowThatIsTooLongIsToldWithItsLine() {
        assertRefused("id,a\n1,x,y\n", "t.csv:2: has 3 values for 2 columns");
    }

    @Test
    void quotesThatDoNotMatchAreToldWithTheLineOfTheirRow() {
        assertRefused("id,a\n1,x\n2,\"y\n3,z\n", "t.csv:3: the quotes of this row do not match");
        assertRefused("id,a\n1,\"x\"y\n", "t.csv:2: the quotes of this row do not match");
    }

    @Test
    void columnsWithoutANameOrWithTheSameAreTold() {
        assertRefused("id,,b\n", "t.csv:1: column 2 has no name");
        assertRefused("id,b, b\n", "t.csv:1: two columns are named 'b'");
    }

    @Test
    void anEmptyFileIsTold() {
        assertRefused("", "is empty; expected a header line");
        assertRefused("\n\n", "is empty; expected a header line");
    }

    @Test
    void aByteThatIsNotUtf8IsToldWithItsLine() {
        assertRefused(
                "id,a\n1,x\n2,M\u00fcller\n3,z\n".getBytes(StandardCharsets.ISO_8859_1),
                "t.csv:3: the byte 0xFC in this line is not UTF-8");
        assertRefused(new byte[] {'i', 'd', '\n', '1', '\n', (byte) 0xE2, (byte) 0x82}, "t.csv:3: ", "not UTF-8");
        String far = "id\n"
                + IntStream.range(0, 200_000).mapToObj(i -> "\u00e4" + i + "\n").collect(Collectors.joining());
        byte[] bytes = (far + "?").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xFF;
        assertRefused(bytes, "t.csv:200002: the byte 0xFF");
    }

    @Test
    void otherEncodingsAreTold() {
        assertRefused("\ufeffid,a\n".getBytes(StandardCharsets.UTF_16LE), "is in UTF-16; save it as UTF-8");
        assertRefused("id,a\n1,x".getBytes(Charset.forName("UTF-16")), "is in UTF-16; save it as UTF-8");
    }

    @Test
    void tooManyColumnsAreToldInBoundedSpace() {
        String header = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertRefused("id," + header + "\n", "has 10000 columns beside id; expected at most 1000");
        assertThatThrownBy(() -> read(header))
                .hasMessageContaining("no column is named id; found c0, c1")
                .hasMessageContaining("and 9980 more")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void aFileThatIsNotThereOrIsAFolderIsTold() {
        assertThatThrownBy(() -> CsvTables.read(folder.resolve("no.csv"), rows -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no.csv: there is no such file");
        assertThatThrownBy(() -> CsvTables.read(folder, rows -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is a folder; expected a CSV file");
    }

    @Test
    void aValueOfTenMegabytesIsRead() throws IOException {
        String huge = "x".repeat(10 << 20);
        assertThat(read("id,a\n1," + huge + "\n").value(0, 0)).hasSize(huge.length());
    }

    @Test
    void howManyRowsWereReadIsTold() throws IOException {
        String rows = IntStream.range(0, 40_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        List<Long> told = new ArrayList<>();
        CsvTables.read(Files.writeString(folder.resolve("t.csv"), "id\n" + rows), told::add);
        assertThat(told).isSorted().hasSizeGreaterThan(1).last().isEqualTo(40_000L);
    }
}
