package dev.tandem.link.value;

import java.util.ArrayList;
import java.util.List;

/** What the values of a column name, which says what two writings of one value may differ in. */
public enum TextKind {
    /** Anything: upper and lower case, accents and blanks. */
    ANY {
        @Override
        String key(String text) {
            return Texts.fold(text);
        }
    },
    /** Things by an id of their own, equal or different: as {@link #ANY}. */
    ID {
        @Override
        String key(String text) {
            return Texts.fold(text);
        }
    },
    /** Persons: also the order of the words, titles, and short forms of given names. */
    PERSON {
        @Override
        String key(String text) {
            List<String> words = new ArrayList<>(new NameReader(text).read());
            for (int i = 0; words.size() > 1 && i < words.size() - 1; i++) {
                words.set(i, Nicknames.full(words.get(i)));
            }
            return String.join(" ", words);
        }
    },
    /** Companies: also punctuation and the legal form. */
    COMPANY {
        @Override
        String key(String text) {
            return Companies.key(text);
        }
    };

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 4;

    /** Of so many values one has a legal form, or a usual given name, in columns of companies or of persons. */
    private static final double LEAST_SHARE = 0.2;

    /** The text in a form that is the same for two writings of one value; what is not of the kind is folded. */
    abstract String key(String text);

    /** The beginning of a value, in the form in which values are compared; never empty for a text that is not. */
    public String folded(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String key = key(start);
        return key.isEmpty() ? Texts.fold(start) : key;
    }

    /** What values name, by what some of them are like. */
    public static TextKind of(List<String> sample) {
        double persons = 0;
        double companies = 0;
        double all = 1;
        for (String text : sample) {
            String folded = Texts.fold(text.length() > LONGEST ? "" : text);
            all++;
            persons += isPerson(folded) ? 1 : 0;
            companies += Companies.hasForm(folded) ? 1 : 0;
        }
        if (Math.max(persons, companies) < LEAST_SHARE * all) {
            return ANY;
        }
        return persons > companies ? PERSON : COMPANY;
    }

    private static boolean isPerson(String folded) {
        List<String> words = Texts.tokens(folded);
        return words.size() > 1
                && words.size() <= MOST_WORDS
                && folded.chars().noneMatch(c -> Character.isDigit(c) || c == '@')
                && words.stream().anyMatch(Nicknames::isKnown);
    }
}
