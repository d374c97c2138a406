package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompaniesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme | acme",
                "ACME, Inc. | acme",
                "Acme Corp | acme",
                "The Acme Company, LLC | acme",
                "Acme L.L.C. | acme",
                "Acme GmbH & Co. KG | acme",
                "Acme G.m.b.H. | acme",
                "Acme S.A. de C.V. | acme",
                "Acme Pty Ltd | acme",
                "Acme Holdings plc | acme holdings",
                "Johnson & Johnson | johnson johnson",
                "Johnson and Johnson, Inc. | johnson johnson",
                "Johnson &amp; Johnson | johnson johnson",
                "A & B Plumbing | ab plumbing",
                "A and B Plumbing | ab plumbing",
                "I.B.M. Corp. | ibm",
                "Citro\u00EBn S.A. | citroen",
                "Macy's | macys",
                "AT&T | at t",
                "AT and T Inc. | at t",
                "3M Co. | 3m",
                "Inc. | inc",
                "The Limited | the",
                "Co Co Ltd | co",
                "and | and",
                "& | ''",
                "'' | ''",
                "\u682A\u5F0F\u4F1A\u793E | \u682A\u5F0F\u4F1A\u793E"
            })
    void theKeyIsWhatTellsACompanyFromOthers(String text, String key) {
        assertThat(Companies.key(text)).isEqualTo(key);
    }

    @Test
    void aKeyIsItsOwnKey() {
        for (String text : List.of("Johnson & Johnson, Inc.", "Acme S.A. de C.V.", "I.B.M. Corp.", "3M Co.")) {
            assertThat(Companies.key(Companies.key(text))).isEqualTo(Companies.key(text));
        }
    }

    @Test
    void onlyTheBeginningOfALongTextCounts() {
        for (String unit : List.of("a", "inc ", "a.", "& ", "\u0301\u0316", "\uD83D", "\u0000")) {
            assertThat(Companies.key(unit.repeat(10_000_000 / unit.length())).length())
                    .isLessThanOrEqualTo(1_000);
        }
    }
}
