package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
    private static final long MILLIS = Instant.parse("2016-10-07T14:02:05.900Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ISO_Z         | 2016-10-07T14:02:05Z          | 2016-10-07
            ISO_OFFSET    | 2016-10-07T14:02:05.000+0000  | 2016-10-07
            SPACE         | 2016-10-07 14:02:05           | 2016-10-07
            AMERICAN      | 10/7/2016 2:02:05 PM          | 10/7/2016
            GERMAN        | 07.10.2016 14:02              | 07.10.2016
            RFC_2822      | Fri, 07 Oct 2016 14:02:05     | Fri, 07 Oct 2016
            EPOCH_SECONDS | 1475848925                    | 1475798400
            EPOCH_MILLIS  | 1475848925000                 | 1475798400000
            """)
    void aTimeIsWrittenAsTheSystemDoes(TimeFormat format, String time, String day) {
        assertThat(format.write(MILLIS)).isEqualTo(time);
        assertThat(format.writeDay(MILLIS)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 65, 3725",
        "MILLIS, 65000, 3725000",
        "MINUTES_SECONDS, 1:05, 62:05",
        "HOURS_MINUTES_SECONDS, 00:01:05, 01:02:05",
        "WORDS, 1 min 5 sec, 62 min 5 sec"
    })
    void aDurationIsWrittenAsTheSystemDoes(DurationFormat format, String aMinute, String anHour) {
        assertThat(format.write(65)).isEqualTo(aMinute);
        assertThat(format.write(3_725)).isEqualTo(anHour);
    }

    @ParameterizedTest
    @CsvSource({"EXTENSION, 2143", "LOGIN, jbaducci", "EMAIL, joe.baducci@example.com", "NAME, Joe Baducci"})
    void anAgentIsKnownByEachLabel(AgentLabel label, String expected) {
        PersonName name = new PersonName("Joe", "Baducci");
        assertThat(label.of(new Agent(0, name, "J. Baducci", "jbaducci", "joe.baducci@example.com", "2143", 0)))
                .isEqualTo(expected);
    }

    @Test
    void aNumberIsWrittenInEachWay() {
        PhoneNumber phone = new PhoneNumber("212", "555", "0123");
        assertThat(Stream.of(phone.e164(), phone.national(), phone.punctuated(), phone.dashed(), phone.masked()))
                .containsExactly("+12125550123", "2125550123", "(212) 555-0123", "212-555-0123", "+121****0123");
    }

    @Test
    void aTypingErrorChangesMoreThanAnAccent() {
        Dice dice = new Dice(1);
        for (String word : Names.LAST) {
            if (word.length() > 2) {
                String typed = Text.mistyped(word, dice);
                assertThat(Text.withoutAccents(typed)).isNotEqualTo(Text.withoutAccents(word));
                assertThat(typed.length()).isBetween(word.length() - 1, word.length() + 1);
                assertThat(typed.charAt(0)).isEqualTo(word.charAt(0));
            }
        }
    }

    @Test
    void accentsAreDroppedFromEveryName() {
        assertThat(Stream.concat(Names.FIRST.stream(), Names.LAST.stream()).map(Text::withoutAccents))
                .allSatisfy(name -> assertThat(name).matches("\\p{ASCII}+"));
    }

    @Test
    void numbersAreWrittenInTheSameDigitsEverywhere() {
        Locale before = Locale.getDefault();
        String here = CallWorldTest.digest(WorldSettings.phone(2, 100));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(CallWorldTest.digest(WorldSettings.phone(2, 100))).isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
    }
}
