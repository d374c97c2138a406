package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNamesTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Joe Baducci | Joe Baducci | EXACT",
                "Joe Baducci | JOE BADUCCI | EXACT",
                "Joe Baducci | Baducci, Joe | EXACT",
                "Joe Baducci | Mr. Joe Baducci, Jr. | EXACT",
                "Joe Baducci | Prof. Dr. Baducci, Joe | EXACT",
                "Joe Baducci | joe.baducci@example.com | EXACT",
                "Joe Baducci | joe_baducci+crm@example.com | EXACT",
                "Joe Baducci | Joe Baducci <joe@example.com> | EXACT",
                "Joe Baducci | \"Joe Baducci\" <2143> | EXACT",
                "Joe Baducci | Joe Baducci (Sales) | EXACT",
                "Joe Baducci | Joe Baducci 2143 | EXACT",
                "Jan van der Berg | van der Berg, Jan | EXACT",
                "Pat O'Brien | Pat O\u2019Brien | EXACT",
                "Joe Baducci | Baducci Joe | REORDERED",
                "Joe Baducci | baducci.joe | REORDERED",
                "Jos\u00E9 Garc\u00EDa | Jose Garcia | REORDERED",
                "Jos&eacute; Garc&#237;a | Jose Garcia | REORDERED",
                "Joe Baducci | Joe A. Baducci | REORDERED",
                "Joe Adam Baducci | Joe A. Baducci | REORDERED",
                "Joe Baducci | joebaducci | REORDERED",
                "Maria Garcia Lopez | Maria Garcia | REORDERED",
                "Anna Smith-Jones | Anna Jones | REORDERED",
                "Joseph Baducci | Joe Baducci | NICKNAME",
                "Joseph A. Baducci | Baducci, Joe | NICKNAME",
                "William Smith | Smith Bill | NICKNAME",
                "Kathy Smith | Katherine Smith | NICKNAME",
                "Joe | Joseph | NICKNAME",
                "Joe Baducci | Joe Badcci | TYPO",
                "Joe Baducci | Joe Baudcci | TYPO",
                "Joe Baducci | Joe Baduccii | TYPO",
                "Michael Smith | Micheel Smith | TYPO",
                "J\u00FCrgen M\u00FCller | Juergen M\u00FCller | TYPO",
                "Joe Baducci | J. Baducci | INITIAL",
                "Joe Baducci | Baducci J | INITIAL",
                "Joe Baducci | j.baducci@example.com | INITIAL",
                "Joe Baducci | Joe B. | INITIAL",
                "Joe Baducci | jbaducci | LOGIN",
                "Joe Baducci | EXAMPLE\\jbaducci | LOGIN",
                "Joe Baducci | jbaducci2@example.com | LOGIN",
                "Joe Baducci | baduccij | LOGIN",
                "Joe Baducci | joeb | LOGIN",
                "Joe Baducci | jobadu | LOGIN",
                "Joe Adam Baducci | jabaducci | LOGIN",
                "Christopher Washington | cwashing | LOGIN",
                "Joe Baducci | Baducci | SURNAME",
                "Joe Baducci | Mary Baducci | SURNAME",
                "Joe Adam Baducci | Joe Brian Baducci | SURNAME",
                "Joe Baducci | Joe | GIVEN",
                "Joe Baducci | Joseph | GIVEN",
                "Joe Baducci | Joe Smith | DIFFERENT",
                "Joe Baducci | Mary Smith | DIFFERENT",
                "Joe Joe | Joe Baducci | DIFFERENT",
                "Joe Baducci | jb | DIFFERENT",
                "Joe Baducci | msmith | DIFFERENT",
                "Jon Lee | Joe Leo | DIFFERENT",
                "Joe Baducci | 2143 | DIFFERENT",
                "2143 | 2143 | DIFFERENT",
                "'' | '' | DIFFERENT"
            })
    void namesAgreeOnLevels(String a, String b, String level) throws ReflectiveOperationException {
        int expected = PersonNames.class.getDeclaredField(level).getInt(null);
        assertThat(PersonNames.level(PersonNames.parse(a), PersonNames.parse(b)))
                .isEqualTo(expected);
        assertThat(PersonNames.level(PersonNames.parse(b), PersonNames.parse(a)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "2143", "-", "@", "\\", "<>", "()", ",", ",,", "a@b\\c", "\u0000", "\uD83D", "+1@x"})
    void whatNamesNobodyIsEmpty(String text) {
        assertThat(PersonNames.parse(text).isEmpty()).isTrue();
    }

    @Test
    void aTitleAloneIsAName() {
        assertThat(PersonNames.parse("Dr").tokens()).containsExactly("dr");
        assertThat(PersonNames.parse("Dr. Jr.").tokens()).containsExactly("jr");
    }

    @Test
    void shortFormsOfOneNameAreItsNicknamesInEitherOrder() {
        assertThat(Nicknames.same("bill", "william")).isTrue();
        assertThat(Nicknames.same("will", "bill")).isTrue();
        assertThat(Nicknames.same("peggy", "margaret")).isTrue();
        assertThat(Nicknames.same("bill", "robert")).isFalse();
        assertThat(Nicknames.same("baducci", "baducci")).isFalse();
    }

    @Test
    void nothingThrowsAndLevelsAreTheSameInEitherOrder() {
        Random random = new Random(SEED);
        List<String> parts = List.of(
                "joe", "Joe", "Joseph", "baducci", "Baduci", "Baducci", "j", "B.", " ", " ", ",", "@", "\\", "<", ">",
                "(", ")", ".", "_", "+", "\u00E9", "\u0301", "\uD83D", "\u0000", "1", "dr", "jr", "&", "&#233;", "'",
                "\u5317");
        Name last = PersonNames.parse("Joe Baducci");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            Name name = PersonNames.parse(text.toString());
            Name other = random.nextInt(4) > 0 ? last : PersonNames.parse("Baducci Joseph");
            assertThat(PersonNames.level(name, other))
                    .as("%s and %s, seed %d", name, other, SEED)
                    .isEqualTo(PersonNames.level(other, name))
                    .isBetween(0, PersonNames.LEVELS - 1);
            last = name;
        }
    }

    @Test
    void onlyTheBeginningOfALongTextCounts() {
        for (String unit : List.of("a", "a ", " ", "(", "<", ",", "\u0301\u0316", "\uD83D")) {
            Name name = PersonNames.parse(unit.repeat(10_000_000 / unit.length()));
            assertThat(name.tokens().size()).isLessThanOrEqualTo(8);
            assertThat(PersonNames.level(name, PersonNames.parse("aaaaaaaaaaaaaaaaaaaa aaaaaaaaa")))
                    .isNotNegative();
        }
    }
}
