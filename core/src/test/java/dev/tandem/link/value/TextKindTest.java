package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextKindTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);
    private static final List<String> PERSONS =
            List.of("Robert Hampet", "Baducci, Joe", "Mary Stanwick", "Dr. Zelko Harmont", "Susan A. Holgar");
    private static final List<String> COMPANIES =
            List.of("Denrey Realty Inc", "Petdenham Partners LLC", "Nolpetash", "Hol & Fair GmbH & Co. KG", "Rey S.A.");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Joe Baducci | JOE  BADUCCI",
                "Joe Baducci | Baducci, Joe",
                "Joe Baducci | Mr. Joe Baducci, Jr.",
                "Joe Baducci | Prof. Dr. Baducci, Joe",
                "Joe Baducci | joe.baducci@example.com",
                "Joe Baducci | EXAMPLE\\joe_baducci",
                "Joe Baducci | joe_baducci+crm@example.com",
                "Joe Baducci | Joe Baducci <joe@example.com>",
                "Joe Baducci | Joe Baducci (Sales)",
                "Joe Baducci | Joe Baducci 2143",
                "Joe Baducci | Joseph Baducci",
                "Jan van der Berg | van der Berg, Jan",
                "Pat O'Brien | Pat O\u2019Brien",
                "Jos\u00E9 Garc\u00EDa | Jose Garcia",
                "Jos&eacute; Garc&#237;a | Jose Garcia",
                "Robert Hampet | Bobby Hampet",
                "Hampet, Bob | Robert Hampet"
            })
    void writingsOfOnePersonsNameAreOne(String a, String b) {
        assertThat(TextKind.PERSON.folded(a)).isEqualTo(TextKind.PERSON.folded(b));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Joe Baducci | Mary Baducci",
                "Joe Baducci | Joe Hampet",
                "Chris Baducci | Christopher Baducci",
                "Alex Smith | Alexandra Smith",
                "Joe Bob | Joe Robert"
            })
    void otherNamesStayOthersAndSoDoShortFormsOfSeveral(String a, String b) {
        assertThat(TextKind.PERSON.folded(a)).isNotEqualTo(TextKind.PERSON.folded(b));
    }

    @Test
    void aCompanyIsTheSameWithoutItsLegalForm() {
        assertThat(TextKind.COMPANY.folded("Denrey Realty, Inc.")).isEqualTo("denrey realty");
        assertThat(TextKind.COMPANY.folded("The Denrey Realty")).isEqualTo("denrey realty");
        assertThat(TextKind.ANY.folded("Denrey Realty, Inc.")).isEqualTo("denrey realty, inc.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2143", "-", "@", "\\", "<>", "()", ",", ",,", "+1@x", "Dr", "Dr. Jr.", "&"})
    void whatNamesNobodyIsStillAValue(String text) {
        for (TextKind kind : TextKind.values()) {
            assertThat(kind.folded(text)).isNotEmpty();
        }
        assertThat(TextKind.PERSON.folded("2143")).isNotEqualTo(TextKind.PERSON.folded("2144"));
    }

    @Test
    void aColumnIsOfPersonsOrCompaniesByWhatSomeOfItsValuesAreLike() {
        assertThat(TextKind.of(List.of(repeated(PERSONS)))).isEqualTo(TextKind.PERSON);
        assertThat(TextKind.of(List.of(repeated(COMPANIES)))).isEqualTo(TextKind.COMPANY);
        assertThat(TextKind.of(List.of(repeated(List.of("a1", "b2", "joe.baducci@example.com", "Mark 7")))))
                .isEqualTo(TextKind.ANY);
        assertThat(TextKind.of(List.of())).isEqualTo(TextKind.ANY);
    }

    private static String[] repeated(List<String> values) {
        String[] all = new String[3_000];
        Arrays.setAll(all, i -> values.get(i % values.size()));
        return all;
    }

    @Test
    void noTextIsTooOddToBeRead() {
        Random random = new Random(SEED);
        List<String> parts = List.of(
                "joe", "Bob", "Joseph", "baducci", "j", "B.", " ", " ", ",", "@", "\\", "<", ">", "(", ")", ".", "_",
                "+", "\u00E9", "\u0301", "\uD83D", "\u0000", "1", "dr", "jr", "Inc", "&", "&#233;", "'", "\u5317");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            for (TextKind kind : TextKind.values()) {
                assertThat(kind.folded(text.toString()))
                        .as("%s of %s, seed %d", kind, text, SEED)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void onlyTheBeginningOfALongTextCounts() {
        for (String unit : List.of("a", "a ", "(", "<", ",", "\u0301\u0316", "\uD83D")) {
            String text = unit.repeat(10_000_000 / unit.length());
            for (TextKind kind : TextKind.values()) {
                assertThat(kind.folded(text).length()).isLessThan(2_000);
            }
            assertThat(TextKind.of(List.of(text))).isEqualTo(TextKind.ANY);
        }
    }
}
