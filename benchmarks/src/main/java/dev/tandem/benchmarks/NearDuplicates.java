package dev.tandem.benchmarks;

import java.util.Locale;
import java.util.Random;

/** Pairs of values as two systems write one thing: a slip or two of the keyboard, now and then another abbreviation. */
public final class NearDuplicates {
    private static final String[] FIRST =
            words("Joe Katherine Aleksandra Bob María Christopher Ann Dmitri Jürgen Siobhan"
                    + " Mohammed Elizabeth Li Guillermo Tom Priya Bernadette Max Françoise Ezekiel");
    private static final String[] LAST = words("Baducci Smith Featherstone O'Neill Okonkwo Müller Garcia Lee Vandenberg"
            + " Johnson Papadopoulos Wu Rodriguez Hill Castellanos Brown Schwarzenberger Diaz Whitfield Ng");
    private static final String[] TRADE =
            words("Systems Logistics Manufacturing Solutions Foods Insurance Roofing Media"
                    + " Technologies Partners Plumbing Pharmaceuticals");
    private static final String[] FORM = words("Inc LLC Ltd Corporation GmbH Company");
    private static final String[] HOST =
            words("example.org mail.example.com example.net customer-service.example.com example.co.uk");
    private static final String[] STREET = words(
            "Lincoln Washington Maple Old-Mill Cedar-Creek Martin-Luther-King Oak" + " Riverside Sunset Constitution");
    private static final String[] WAY = words("Street Avenue Boulevard Road Drive Lane");
    private static final String[] TOWN =
            words("Springfield Raleigh San-Antonio Boston Saint-Petersburg Albuquerque Erie"
                    + " Chattanooga Portland Colorado-Springs");
    private static final String[][] SHORT = {
        {"Street", "St"},
        {"Avenue", "Ave"},
        {"Boulevard", "Blvd"},
        {"Corporation", "Corp"},
        {"Company", "Co"},
        {"Inc", "Incorporated"},
        {"Suite", "Ste"},
        {"North", "N"},
        {"Christopher", "Chris"},
        {"Elizabeth", "Liz"},
    };
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz .-";

    private final Random random;

    NearDuplicates(long seed) {
        this.random = new Random(seed);
    }

    /** What is compared. */
    public enum Kind {
        NAMES,
        COMPANIES,
        EMAILS,
        ADDRESSES
    }

    /** Pairs of two values that are never equal. */
    String[][] pairs(Kind kind, int count) {
        String[][] pairs = new String[count][];
        for (int i = 0; i < count; i++) {
            String left = value(kind);
            pairs[i] = new String[] {left, written(left)};
        }
        return pairs;
    }

    private String value(Kind kind) {
        return switch (kind) {
            case NAMES -> any(FIRST) + " " + any(LAST);
            case COMPANIES ->
                any(LAST) + " " + (random.nextBoolean() ? "& " + any(LAST) + " " : "") + any(TRADE) + " " + any(FORM);
            case EMAILS ->
                (any(FIRST) + "." + any(LAST)).toLowerCase(Locale.ROOT) + (random.nextBoolean() ? number(99) : "") + "@"
                        + any(HOST);
            case ADDRESSES ->
                number(9999) + (random.nextBoolean() ? " North " : " ") + any(STREET) + " " + any(WAY)
                        + (random.nextBoolean() ? " Suite " + number(400) : "") + ", " + any(TOWN) + " "
                        + (10000 + number(89999));
        };
    }

    private String written(String value) {
        String text = random.nextInt(3) == 0 ? abbreviated(value) : value;
        do {
            text = slip(text);
        } while (text.equals(value) || random.nextInt(3) == 0);
        return text;
    }

    private static String abbreviated(String text) {
        String result = text;
        for (String[] pair : SHORT) {
            result = result.replace(pair[0], pair[1]);
        }
        return result;
    }

    private String slip(String text) {
        int at = random.nextInt(text.length() - 1);
        String before = text.substring(0, at);
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(4)) {
            case 0 -> before + letter + text.substring(at);
            case 1 -> before + text.substring(at + 1);
            case 2 -> before + letter + text.substring(at + 1);
            default -> before + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
        };
    }

    private int number(int below) {
        return 1 + random.nextInt(below);
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String[] words(String text) {
        return text.split(" ");
    }
}
