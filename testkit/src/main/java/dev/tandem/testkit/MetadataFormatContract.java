package dev.tandem.testkit;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MetadataFormat} keeps to. Extend it, say which format and how to write samples of it, and run it.
 *
 * <p>The samples of what is refused hold {@link #CANARY} as a field's text, so that a problem which quotes it is found.
 * The mutations come from a fixed seed; the system property {@code tandem.seed} sets another.
 */
public abstract class MetadataFormatContract {
    /** A text that no problem may show. */
    protected static final String CANARY = "canary-5550100";

    private static final String EMOJI = "\uD83D\uDE00";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MUTATIONS = 3_000;

    /** The format under test, constructed as its users do. */
    protected abstract MetadataFormat format();

    /** The fields in their order, as this format writes them, in UTF-8 and without a byte order mark. */
    protected abstract byte[] sample(Map<String, String> fields);

    /** Files in which a field holds more than a text. An empty list says that the format cannot write such files. */
    protected abstract List<byte[]> nested();

    /** Files with more than one record. An empty list says that the format cannot write such files. */
    protected abstract List<byte[]> severalRecords();

    /** Files with the same field twice. An empty list says that the format cannot write such files. */
    protected abstract List<byte[]> duplicateFields();

    /** Whether UTF-16 under a byte order mark is read; where it is not, it must be refused. */
    protected boolean readsUtf16() {
        return true;
    }

    /** Whether a field's text may have line breaks in it; where it may not, such a file must be refused. */
    protected boolean keepsLineBreaks() {
        return true;
    }

    /** The fields of a file that must be read. */
    protected final Map<String, String> read(byte[] content) {
        return read(content, options());
    }

    /** The fields of a file that must be read under these options. */
    protected final Map<String, String> read(byte[] content, FormatOptions options) {
        Parsed parsed = format().parse(content, options);
        if (parsed instanceof Parsed.Bad bad) {
            throw new AssertionError("refused: " + bad.problem().describe());
        }
        return ((Parsed.Good) parsed).metadata().fields();
    }

    /** The problem of a file that must be refused. */
    protected final Problem refusal(byte[] content) {
        return refusal(content, options());
    }

    /** The problem of a file that must be refused under these options. */
    protected final Problem refusal(byte[] content, FormatOptions options) {
        Parsed parsed = format().parse(content, options);
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        Problem problem = ((Parsed.Bad) parsed).problem();
        assertThat(problem.text()).isNotBlank().doesNotContain(CANARY);
        assertThat(problem.line()).isNotNegative();
        assertThat(problem.column()).isNotNegative();
        return problem;
    }

    @Test
    void theNameIsLowerCaseLettersDigitsAndHyphens() {
        assertThat(format().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void theExtensionsAreLowerCaseAndWithoutADot() {
        assertThat(format().extensions()).isNotEmpty().allMatch(extension -> extension.matches("[a-z0-9]+"));
    }

    @Test
    void theFormatIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(MetadataFormat.class))
                .anyMatch(found -> found.getClass().equals(format().getClass()));
    }

    @Test
    void fieldsKeepTheirOrder() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            fields.put("field" + (i * 37) % 100, "text" + i);
        }
        assertThat(new ArrayList<>(read(sample(fields)).entrySet())).containsExactlyElementsOf(fields.entrySet());
    }

    @Test
    void textIsKeptExactlyAsWritten() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String text : trickyTexts()) {
            if (keepsLineBreaks() || !text.contains("\n")) {
                fields.put("f" + fields.size(), text);
            }
        }
        assertThat(read(sample(fields))).containsExactlyEntriesOf(fields);
    }

    @Test
    void aLineBreakInATextIsKeptOrRefused() {
        Map<String, String> fields = Map.of("note", "two\nlines", "id", "1");
        if (keepsLineBreaks()) {
            assertThat(read(sample(fields))).isEqualTo(fields);
        } else {
            refusal(sample(fields));
        }
    }

    @Test
    void namesAreKeptExactlyAsWritten() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Name", "1");
        fields.put("größe", "2");
        fields.put("agent_name", "3");
        fields.put("agent-name", "4");
        fields.put("agent.name", "5");
        assertThat(read(sample(fields))).containsExactlyEntriesOf(fields);
    }

    @Test
    void anEmojiIsKeptWhereverABufferEnds() {
        for (int buffer : new int[] {1024, 2048, 4096, 8192}) {
            for (int padding = buffer - 50; padding <= buffer; padding++) {
                Map<String, String> fields = Map.of("a", "x".repeat(padding) + EMOJI + "y");
                assertThat(read(sample(fields))).as("after %d letters", padding).isEqualTo(fields);
            }
        }
        for (String first : new String[] {"", "x", "xy", "xyz"}) {
            Map<String, String> fields = Map.of("a", first + EMOJI.repeat(5_000));
            assertThat(read(sample(fields))).isEqualTo(fields);
        }
    }

    @Test
    void utf16UnderAByteOrderMarkIsReadOrRefused() {
        Map<String, String> fields = Map.of("agent", "Zo\u00EB " + EMOJI, "id", "007");
        byte[] sample = sample(fields);
        for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE}) {
            byte[] content = ("\uFEFF" + new String(sample, UTF_8)).getBytes(charset);
            if (readsUtf16()) {
                assertThat(read(content)).isEqualTo(fields);
            } else {
                refusal(content);
            }
        }
    }

    @Test
    void aByteOrderMarkOfUtf8IsNoPartOfTheText() {
        Map<String, String> fields = Map.of("id", "007", "agent", "Zo\u00EB");
        assertThat(read(("\uFEFF" + new String(sample(fields), UTF_8)).getBytes(UTF_8)))
                .isEqualTo(fields);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereverTheyStand() {
        byte[] sample = sample(tenFields());
        for (byte[] wrong :
                new byte[][] {{(byte) 0xC0, (byte) 0xAF}, {(byte) 0xFF}, {(byte) 0xED, (byte) 0xA0, -128}}) {
            for (int i = 1; i <= sample.length; i++) {
                assertThat(refusal(insert(sample, i, wrong)).code())
                        .as("at byte %d", i)
                        .isEqualTo(Problem.Code.NOT_TEXT);
            }
        }
    }

    @Test
    void controlCharactersAreRefused() {
        for (String control : new String[] {"\0", "\u0001", "\b", "\u001B", "\u001F"}) {
            refusal(sample(Map.of("id", "1", "agent", "a" + control + "b")));
        }
    }

    @Test
    void nothingIsRefusedAsEmpty() {
        for (String nothing : new String[] {"", "\uFEFF", " ", "\n\n", "\r\n"}) {
            assertThat(refusal(nothing.getBytes(UTF_8)).code()).isEqualTo(Problem.Code.EMPTY);
        }
    }

    @Test
    void theSizeIsLimitedToTheByteAndCheckedFirst() {
        byte[] sample = sample(tenFields());
        read(sample, options().withMaxBytes(sample.length));
        assertTooLarge(sample, options().withMaxBytes(sample.length - 1));
        byte[] garbage = new byte[10_000];
        Arrays.fill(garbage, (byte) 0xFF);
        assertTooLarge(garbage, options().withMaxBytes(garbage.length - 1));
    }

    @Test
    void theNumberOfFieldsIsLimited() {
        Map<String, String> fields = tenFields();
        assertThat(read(sample(fields), options().withMaxFields(fields.size()))).hasSameSizeAs(fields);
        assertTooLarge(sample(fields), options().withMaxFields(fields.size() - 1));
    }

    @Test
    void theLengthOfANameIsLimited() {
        byte[] sample = sample(Map.of("n".repeat(40), "x", "id", "1"));
        read(sample, options().withMaxNameChars(40));
        assertTooLarge(sample, options().withMaxNameChars(39));
    }

    @Test
    void theLengthOfATextIsLimited() {
        byte[] sample = sample(Map.of("a", "x".repeat(998) + EMOJI, "id", "1"));
        read(sample, options().withMaxValueChars(1_000));
        assertTooLarge(sample, options().withMaxValueChars(999));
    }

    @Test
    void theDefaultLimitsLetALongTextThrough() {
        String text = "x".repeat(Math.min(options().maxValueChars(), options().maxBytes() / 2));
        assertThat(read(sample(Map.of("a", text, "id", "1")))).containsEntry("a", text);
    }

    @Test
    void nestedInputIsRefusedWithItsPath() {
        assumeThat(nested()).isNotEmpty();
        for (byte[] content : nested()) {
            assertThat(refused(content, Problem.Code.NESTED).field()).isNotEmpty();
        }
    }

    @Test
    void severalRecordsAreRefused() {
        assumeThat(severalRecords()).isNotEmpty();
        severalRecords().forEach(content -> refused(content, Problem.Code.SEVERAL_RECORDS));
    }

    @Test
    void aFieldThatIsThereTwiceIsRefusedByName() {
        assumeThat(duplicateFields()).isNotEmpty();
        for (byte[] content : duplicateFields()) {
            assertThat(refused(content, Problem.Code.DUPLICATE_FIELD).field()).isNotEmpty();
        }
    }

    @Test
    void fieldsThatDifferOnlyInCaseAreTheSameField() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("agent", CANARY);
        fields.put("id", "1");
        fields.put("Agent", CANARY);
        assertThat(refused(sample(fields), Problem.Code.DUPLICATE_FIELD).field())
                .isEqualTo("Agent");
    }

    @Test
    void aFileCutAtAnyByteIsReadOrRefused() {
        byte[] sample = sample(tenFields());
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            for (int length = 0; length < sample.length; length++) {
                assertSettled(Arrays.copyOf(sample, length), "cut at byte " + length);
            }
        });
    }

    @Test
    void aFileWithWrongBytesIsReadOrRefused() {
        long seed = Long.getLong("tandem.seed", 20_201_012L);
        Random random = new Random(seed);
        byte[] sample = sample(tenFields());
        Assertions.assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    for (int round = 0; round < MUTATIONS; round++) {
                        assertSettled(mutated(sample, random), "seed " + seed + ", round " + round);
                    }
                },
                () -> "seed " + seed);
    }

    @Test
    void manyThreadsReadTheSame() throws InterruptedException, ExecutionException {
        MetadataFormat format = format();
        Map<String, String> other = Map.of("id", "8", "agent", EMOJI);
        List<byte[]> samples = List.of(sample(tenFields()), sample(other), new byte[] {'x', (byte) 0xFF});
        List<Parsed> expected = samples.stream()
                .map(content -> format.parse(content, options()))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Parsed>> results = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                byte[] content = samples.get(i % samples.size());
                results.add(threads.submit(() -> format.parse(content, options())));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i % samples.size()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theContentIsLeftAsItIs() {
        byte[] content = sample(tenFields());
        byte[] copy = content.clone();
        read(content);
        assertThat(content).isEqualTo(copy);
    }

    private static List<String> trickyTexts() {
        return List.of(
                "007",
                "1e5",
                "1e999999999",
                "-0",
                "1_000",
                "0x1F",
                "0o17",
                "1,5",
                ".inf",
                "no",
                "NO",
                "y",
                "true",
                "null",
                "~",
                "",
                "2020-10-12",
                "2020-10-12T20:07:07Z",
                "12:30:45",
                "+1 703 555 0100",
                "=1+1",
                "<b>&amp;</b>]]>",
                "{a: b}",
                "[1]",
                "- a",
                "# a",
                "a: b",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "\"quoted\"",
                "it's",
                "a,b;c\td",
                "back\\slash\\n",
                " leading and trailing ",
                "   ",
                "two\nlines",
                "\nbreaks\n\naround\n",
                "Zo\u00EB",
                "\u05E9\u05DC\u05D5\u05DD \u202Ertl",
                "\uFEFFmark",
                "\uFFFD",
                EMOJI);
    }

    private Map<String, String> tenFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("callId", CANARY);
        fields.put("agent", CANARY + " Zo\u00EB");
        fields.put("customer", "+1 703 555 0100");
        fields.put("start", "2020-10-12T20:07:07Z");
        fields.put("duration", "007");
        fields.put("direction", "in");
        fields.put("queue", "say \"no\", it's; 1 < 2 & 3");
        fields.put("note", keepsLineBreaks() ? "two\nlines" : "one line");
        fields.put("mood", EMOJI);
        fields.put("empty", "");
        return fields;
    }

    private static byte[] mutated(byte[] sample, Random random) {
        byte[] content = sample;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(content.length);
            int length = Math.min(content.length - at, 1 + random.nextInt(8));
            byte[] piece = Arrays.copyOfRange(content, at, at + length);
            switch (random.nextInt(4)) {
                case 0 -> {
                    content = content.clone();
                    content[at] = (byte) random.nextInt(256);
                }
                case 1 -> content = insert(content, random.nextInt(content.length), piece);
                case 2 -> {
                    byte[] special = "\"'\\<>&;,:{}[]#*!%|-?\t\r\n\0=/ ".getBytes(UTF_8);
                    content = insert(content, at, new byte[] {special[random.nextInt(special.length)]});
                }
                default -> {
                    if (length < content.length) {
                        byte[] before = Arrays.copyOf(content, at);
                        content = insert(before, at, Arrays.copyOfRange(content, at + length, content.length));
                    }
                }
            }
        }
        return content;
    }

    private static byte[] insert(byte[] content, int at, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + piece.length);
        out.write(content, 0, at);
        out.writeBytes(piece);
        out.write(content, at, content.length - at);
        return out.toByteArray();
    }

    private FormatOptions options() {
        return format().defaults();
    }

    private Problem refused(byte[] content, Problem.Code code) {
        assertThat(new String(content, UTF_8)).as("the sample").contains(CANARY);
        Problem problem = refusal(content);
        assertThat(problem.code()).as(problem.describe()).isEqualTo(code);
        assertThat(problem.describe()).doesNotContain(CANARY);
        return problem;
    }

    private void assertTooLarge(byte[] content, FormatOptions options) {
        assertThat(refusal(content, options).code()).isEqualTo(Problem.Code.TOO_LARGE);
    }

    private void assertSettled(byte[] content, String what) {
        try {
            if (format().parse(content, options()) instanceof Parsed.Good good) {
                assertThat(good.metadata().fields()).as(what).isNotEmpty().doesNotContainKey("");
            } else {
                refusal(content);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(what, e);
        }
    }
}
