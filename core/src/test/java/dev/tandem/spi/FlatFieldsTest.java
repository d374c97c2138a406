package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatFieldsTest {
    private static final FormatOptions TIGHT =
            FormatOptions.DEFAULT.withMaxFields(2).withMaxNameChars(3).withMaxValueChars(4);

    private final FlatFields fields = new FlatFields(TIGHT);

    @Test
    void fieldsKeepTheirOrderAndText() {
        assertThat(fields.add("z", " 007")).isNull();
        assertThat(fields.add("a", "")).isNull();
        assertThat(fields.parsed()).isInstanceOfSatisfying(Parsed.Good.class, good -> {
            assertThat(new ArrayList<>(good.metadata().fields().keySet())).containsExactly("z", "a");
            assertThat(good.metadata().get("z")).hasValue(" 007");
        });
    }

    @Test
    void plainTextIsNotLookedThroughButHeldToTheLimits() {
        FlatFields plain = FlatFields.ofPlainText(TIGHT);
        assertThat(plain.add("a", "\0")).isNull();
        assertThat(fields.add("a", "\0")).isNotNull();
        assertThat(code(plain.add("b", "12345"))).isEqualTo(Problem.Code.TOO_LARGE);
    }

    @Test
    void noFieldsAreRefused() {
        assertThat(fields.parsed())
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.problem().code()).isEqualTo(Problem.Code.NO_FIELDS));
    }

    @Test
    void eachLimitHoldsToTheCharacter() {
        assertThat(fields.add("abc", "1234")).isNull();
        assertThat(code(fields.add("abcd", ""))).isEqualTo(Problem.Code.TOO_LARGE);
        assertThat(code(fields.add("b", "12345"))).isEqualTo(Problem.Code.TOO_LARGE);
        assertThat(fields.add("c", "")).isNull();
        assertThat(code(fields.add("d", ""))).isEqualTo(Problem.Code.TOO_LARGE);
    }

    @Test
    void namesThatDifferOnlyInCaseAreDuplicates() {
        assertThat(fields.add("Ab", "1")).isNull();
        assertThat(fields.add("aB", "2")).isNotNull().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Problem.Code.DUPLICATE_FIELD);
            assertThat(problem.field()).isEqualTo("aB");
        });
    }

    @Test
    void upperAndLowerCaseAreTheSameOutsideOfLatinToo() {
        FlatFields others = new FlatFields(FormatOptions.DEFAULT);
        assertThat(others.add("\u00C4\u0416", "")).isNull();
        assertThat(code(others.add("\u00E4\u0436", ""))).isEqualTo(Problem.Code.DUPLICATE_FIELD);
        assertThat(others.add("\uD801\uDC00", "")).isNull();
        assertThat(code(others.add("\uD801\uDC28", ""))).isEqualTo(Problem.Code.DUPLICATE_FIELD);
    }

    @Test
    void aDuplicateIsFoundHoweverManyFieldsThereAre() {
        for (int count = 1; count < 40; count++) {
            FlatFields many = new FlatFields(FormatOptions.DEFAULT);
            for (int i = 0; i < count; i++) {
                assertThat(many.add("name" + i, "")).isNull();
            }
            assertThat(code(many.add("NAME" + count / 2, ""))).isEqualTo(Problem.Code.DUPLICATE_FIELD);
            assertThat(code(many.add("NAME" + count, ""))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankNameIsRefused(String name) {
        assertThat(code(fields.add(name, "x"))).isEqualTo(Problem.Code.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0001", "a\u001F", "\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83Dx"})
    void controlCharactersAndHalfCharactersAreRefused(String text) {
        assertThat(code(fields.add("a", text))).isEqualTo(Problem.Code.NOT_TEXT);
        assertThat(code(fields.add(text, "x"))).isEqualTo(Problem.Code.NOT_TEXT);
    }

    @Test
    void tabsLineBreaksAndWholeSurrogatePairsAreText() {
        assertThat(fields.add("a", "\t\r\n")).isNull();
        assertThat(fields.add("b", "\uD83D\uDE00x")).isNull();
    }

    private static Problem.@Nullable Code code(@Nullable Problem problem) {
        return problem == null ? null : problem.code();
    }
}
