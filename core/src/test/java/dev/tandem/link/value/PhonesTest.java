package dev.tandem.link.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesTest {
    private static final long SEED = Long.getLong("seed", 20_161_027L);
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12125550133",
                "+1 212 555 0133",
                "12125550133",
                "1-212-555-0133",
                "2125550133",
                "(212) 555-0133",
                "212.555.0133",
                "212/555-0133",
                "0012125550133",
                "011 1 212 555 0133",
                "tel:+1-212-555-0133",
                "sip:+12125550133@pbx.example.com;user=phone",
                "\"Jane Doe\" <sip:12125550133@10.0.0.1>",
                "\"Jane Doe\" <2125550133>",
                "+1 212 555 0133 x12",
                "(212) 555-0133 ext. 12",
                "212-555-0133 Extension 12",
                "tel:+1-212-555-0133;ext=12",
                "tel:+1-212-555-0133;isub=9;ext=12;phone-context=x",
                "212-555-0133 #12",
                "2125550133,,12",
                "\uFF0B\uFF11\uFF12\uFF11\uFF12\uFF15\uFF15\uFF15\uFF10\uFF11\uFF13\uFF13",
                "212\u2011555\u20110133",
                "  212 555 0133  "
            })
    void oneNumberComparesAsOneHoweverItIsWritten(String text) {
        assertThat(Phones.level(phone(text), phone("+12125550133"))).isEqualTo(Phones.SAME);
        assertThat(Phones.level(phone("+12125550133"), phone(text))).isEqualTo(Phones.SAME);
        assertThat(Phones.level(phone(text), phone("212-555-0133"))).isEqualTo(Phones.SAME);
        assertThat(Phones.key(phone(text))).isEqualTo(5_550_133);
    }

    @ParameterizedTest
    @CsvSource({
        "+44 (0)20 7946 0123, 020 7946 0123",
        "+44 20 7946 0123, 442079460123",
        "011 44 20 7946 0123, 00442079460123",
        "+39 06 6982 0000, 06 6982 0000",
        "+39 06 6982 0000, 390669820000",
        "+49 30 123456, 030/123456",
        "+7 912 345-67-89, 8 (912) 345-67-89",
        "+36 1 234 5678, (06 1) 234 5678",
        "+54 9 11 2345-6789, 011 15-2345-6789",
        "+52 1 55 1234 5678, +52 55 1234 5678",
        "+376 712 345, 712345",
        "+86 138 1234 5678, 13812345678"
    })
    void countriesHaveTheirOwnWays(String a, String b) {
        assertThat(Phones.level(phone(a), phone(b))).isEqualTo(Phones.SAME);
        assertThat(Phones.level(phone(b), phone(a))).isEqualTo(Phones.SAME);
    }

    @ParameterizedTest
    @CsvSource({
        "+12125551219, +121****1219",
        "+12125551234, XXX-XXX-1234",
        "212-555-1234, xxxxxx1234",
        "212-555-1234, 212-555-12XX",
        "+12125551234, 555-1234",
        "+12125551234, 1234",
        "+12125551234, ******1234",
        "212 555 0100 x2143, 2143",
        "+33 1 ** ** 67 89, 01 23 45 67 89"
    })
    void whatIsHiddenIsNoDisagreement(String a, String b) {
        assertThat(Phones.level(phone(a), phone(b))).isEqualTo(Phones.SAME_BUT_MASKED);
        assertThat(Phones.level(phone(b), phone(a))).isEqualTo(Phones.SAME_BUT_MASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "+12125551219, +121****1218",
        "+12125551219, +131****1219",
        "+12125551234, XXX-XXX-X234",
        "+12125551234, 555-1235",
        "+12125551234, +442125551234",
        "+12125551234, 2125561235",
        "+12125551234, +13105559876",
        "+12125551234, 234",
        "2143, 2144",
        "212 555 0100 x2143, 2144",
        "5551234, 5551235"
    })
    void otherNumbersAreDifferent(String a, String b) {
        assertThat(Phones.level(phone(a), phone(b))).isEqualTo(Phones.DIFFERENT);
        assertThat(Phones.level(phone(b), phone(a))).isEqualTo(Phones.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({
        "+12125551234, 212-565-1234, TYPO",
        "+12125551234, 212-555-2134, TYPO",
        "+12125551234, +1 221 555 1234, TYPO",
        "12125551234, 3125551234, TYPO",
        "+12125551234, 212-555-1299, BLOCK",
        "+12125551234, 212-555-1243, BLOCK",
        "+12125551234, 212-555-1235, BLOCK",
        "+12125551234 x1, 212-555-1234 x2, SAME_LINE_OTHER_EXTENSION",
    })
    void nearNumbersHaveLevelsOfTheirOwn(String a, String b, String level) throws ReflectiveOperationException {
        int expected = Phones.class.getDeclaredField(level).getInt(null);
        assertThat(Phones.level(phone(a), phone(b))).isEqualTo(expected);
        assertThat(Phones.level(phone(b), phone(a))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "7",
                "anonymous",
                "Restricted",
                "Joe 2125550133",
                "+",
                "x12",
                "+1",
                "212-555-0133 or 212-555-0134",
                "1+2125550133",
                "1234567890123456789",
                "sip:joe@example.com",
                "tel:",
                "<>",
                "212-555-0133 ext",
                "\u0000",
                "\uD83D\uDE00"
            })
    void whatIsNoNumberIsNull(String text) {
        assertThat(Phones.parse(text)).isNull();
    }

    @Test
    void shortNumbersAreInternalAndHaveNoKey() {
        assertThat(phone("2143").internal()).isTrue();
        assertThat(phone("sip:2143@pbx").internal()).isTrue();
        assertThat(phone("2125550133").internal()).isFalse();
        assertThat(phone("+121****1219").internal()).isFalse();
        assertThat(Phones.key(phone("2143"))).isEqualTo(-1);
        assertThat(Phones.key(phone("+121****1219"))).isEqualTo(-1);
        assertThat(Phones.key(phone("+376712345"))).isEqualTo(-1);
        assertThat(Phones.level(phone("2143"), phone("02143"))).isEqualTo(Phones.SAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12125550133",
                "2125550133",
                "212-555-0133",
                "555-0133",
                "XXX-XXX-1234",
                "01.23.45.67.89",
                "12.34.56.78",
                "+121****1219",
                "(212) 555-0133 x5",
                "tel:+12125550133"
            })
    void phonesLookLikePhones(String text) {
        assertThat(Phones.looksLikePhone(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2143",
                "19151111",
                "5304218",
                "2020-10-12",
                "2020-10-12 14:02:53",
                "20201012140253",
                "12.10.2020",
                "1476888694",
                "1476888694123",
                "192.168.100.200",
                "1234567.89",
                "123-45-6789",
                "12345-6789",
                "9783161484100",
                "4111111111111111",
                "XXX-XXX-XX12",
                "Joe"
            })
    void otherNumbersDoNotLookLikePhones(String text) {
        assertThat(Phones.looksLikePhone(text)).isFalse();
    }

    @Test
    void everyRegionsNumbersCompareAsOneInEveryWayThatLibphonenumberWritesThem() {
        for (PhoneNumber number : numbers(6)) {
            List<String> ways = ways(number);
            for (String a : ways) {
                for (String b : ways) {
                    assertThat(Phones.level(phone(a), phone(b)))
                            .as("%s and %s, seed %d", a, b, SEED)
                            .isEqualTo(Phones.SAME);
                }
            }
        }
    }

    @Test
    void equalNumbersHaveEqualKeys() {
        for (PhoneNumber number : numbers(3)) {
            long key = Phones.key(phone(UTIL.format(number, PhoneNumberFormat.E164)));
            if (key >= 0) {
                assertThat(ways(number)).as("seed %d", SEED).allMatch(way -> Phones.key(phone(way)) == key);
            }
        }
    }

    @Test
    void otherNumbersOfEveryRegionAreNeverTheSame() {
        List<PhoneNumber> numbers = numbers(6);
        Random random = new Random(SEED);
        for (PhoneNumber a : numbers) {
            for (int i = 0; i < 20; i++) {
                PhoneNumber b = numbers.get(random.nextInt(numbers.size()));
                if (!a.exactlySameAs(b)) {
                    String left = UTIL.format(a, PhoneNumberFormat.E164);
                    String right = UTIL.format(b, PhoneNumberFormat.INTERNATIONAL);
                    assertThat(Phones.level(phone(left), phone(right)))
                            .as("%s and %s, seed %d", left, right, SEED)
                            .isNotEqualTo(Phones.SAME);
                }
            }
        }
    }

    @Test
    void nothingThrowsAndLevelsAreTheSameInEitherOrder() {
        Random random = new Random(SEED);
        String characters = "0123456789012345678900+-() .xX#*;,ext=tel:sip@<>\u0000\uD83D\u0661";
        Phone last = phone("+12125550133");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            Phone phone = Phones.parse(text.toString());
            Phones.looksLikePhone(text.toString());
            if (phone != null) {
                assertThat(Phones.level(phone, last))
                        .as("%s and %s, seed %d", phone, last, SEED)
                        .isEqualTo(Phones.level(last, phone))
                        .isBetween(0, Phones.LEVELS - 1);
                assertThat(Phones.key(phone)).isBetween(-1L, 9_999_999L);
                last = phone;
            }
        }
    }

    @Test
    void aTextOfTenMegabytesIsNoNumber() {
        assertThat(Phones.parse("1".repeat(10_000_000))).isNull();
        assertThat(Phones.looksLikePhone(" ".repeat(10_000_000))).isFalse();
    }

    private static List<String> ways(PhoneNumber number) {
        String e164 = UTIL.format(number, PhoneNumberFormat.E164);
        String international = UTIL.format(number, PhoneNumberFormat.INTERNATIONAL);
        List<String> ways = new ArrayList<>(List.of(
                e164,
                international,
                UTIL.format(number, PhoneNumberFormat.NATIONAL),
                UTIL.format(number, PhoneNumberFormat.RFC3966),
                e164 + " x123",
                UTIL.format(number, PhoneNumberFormat.NATIONAL) + " ext. 123",
                UTIL.format(number, PhoneNumberFormat.RFC3966) + ";ext=123"));
        if (e164.length() > 8) {
            ways.add("00" + e164.substring(1));
            ways.add("00 " + international.substring(1));
        }
        return ways;
    }

    /** Valid numbers of every region, fixed and mobile, made by changing the last digits of libphonenumber's examples. */
    private static List<PhoneNumber> numbers(int each) {
        Random random = new Random(SEED);
        List<PhoneNumber> numbers = new ArrayList<>();
        for (String region : new TreeSet<>(UTIL.getSupportedRegions())) {
            for (PhoneNumberType type : List.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)) {
                PhoneNumber example = UTIL.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < each; i++) {
                    PhoneNumber number = new PhoneNumber().mergeFrom(example);
                    number.setNationalNumber(example.getNationalNumber() / 1000 * 1000 + random.nextInt(1000));
                    if (UTIL.isValidNumber(number)) {
                        numbers.add(number);
                    }
                }
            }
        }
        assertThat(numbers).hasSizeGreaterThan(each * 300);
        return numbers;
    }

    private static Phone phone(String text) {
        return Objects.requireNonNull(Phones.parse(text), text);
    }

    @Test
    void numbersWhoseEndingsAreFarAreDifferent() {
        Random random = new Random(SEED);
        String[] ways = {"+1 %s", "%s", "1%s", "+49 %s", "+54 9 %s", "0054 %s 15", "011 %s"};
        int far = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            char[] digits = Long.toString(2_000_000_000L + random.nextInt(Integer.MAX_VALUE))
                    .toCharArray();
            Phone one = parsed(ways[random.nextInt(ways.length)], digits);
            int at = random.nextInt(digits.length);
            if (random.nextBoolean() && at > 0) {
                char before = digits[at - 1];
                digits[at - 1] = digits[at];
                digits[at] = before;
            } else {
                digits[at] = (char) ('0' + random.nextInt(10));
            }
            for (int more = random.nextInt(3); more > 0; more--) {
                digits[random.nextInt(digits.length)] = '0';
            }
            Phone other = parsed(ways[random.nextInt(ways.length)], digits);
            // Some digits are no number, such as those of which nearly all are alike.
            if (one != null && other != null && Phones.areFar(Phones.ending(one), Phones.ending(other))) {
                far++;
                assertThat(Phones.level(one, other))
                        .as("seed %d: %s, %s", SEED, one, other)
                        .isEqualTo(Phones.DIFFERENT);
            }
        }
        assertThat(far).as("pairs told apart by their endings").isPositive();
    }

    private static @Nullable Phone parsed(String way, char[] digits) {
        return Phones.parse(String.format(Locale.ROOT, way, new String(digits)));
    }
}
