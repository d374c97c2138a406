package dev.tandem.link.value;

import java.util.List;

/**
 * Reads and compares names of persons. The levels are those usual in record linkage for names (W. E. Winkler, Overview of
 * Record Linkage and Current Research Directions, US Census Bureau 2006), with logins made of a name as one more.
 */
final class PersonNames {
    static final int DIFFERENT = 0;

    /** The only name that one has is a form of the other's given name. */
    static final int GIVEN = 1;

    /** The surnames agree; the given names do not, or one is not told. */
    static final int SURNAME = 2;

    /** One is a login that can be made of the other: its given name, surname or the beginning of them. */
    static final int LOGIN = 3;

    /** One name agrees, and of the other one side has the initial. */
    static final int INITIAL = 4;

    /** One name agrees, and the other is one edit away, in at least four letters (F. J. Damerau, CACM 7(3), 1964). */
    static final int TYPO = 5;

    /** The surnames agree, and the given names are usual forms of one. */
    static final int NICKNAME = 6;

    /** The same words in another order, with other accents, written as one, or with a further name in between or none. */
    static final int REORDERED = 7;

    /** The same words in the same order. */
    static final int EXACT = 8;

    /** How many levels there are, from 0. */
    static final int LEVELS = 9;

    private static final int LEAST_FOR_TYPO = 4;

    private PersonNames() {}

    /**
     * Reads a name: {@code Joe Baducci}, {@code Baducci, Joe}, {@code Dr. J. Baducci Jr.}, {@code joe.baducci@example.com},
     * {@code EXAMPLE\jbaducci}, {@code "Joe Baducci" <2143>}. A login that spells a name is that name. Empty for a text without letters. Only the first 256
     * characters and eight words count.
     */
    static Name parse(String text) {
        return new NameReader(text).read();
    }

    /** How alike two names are: one of this class's constants, the same in either order. */
    static int level(Name a, Name b) {
        if (a.isEmpty() || b.isEmpty()) {
            return DIFFERENT;
        }
        if (a.tokens().equals(b.tokens())) {
            return a.written().equals(b.written()) ? EXACT : REORDERED;
        }
        if (a.tokens().size() == 1 || b.tokens().size() == 1) {
            return a.tokens().size() == 1 ? single(a, b) : single(b, a);
        }
        if (isOtherwiseWritten(a, b)) {
            return REORDERED;
        }
        int straight = inOrder(a.given(), a.surname(), b.given(), b.surname());
        int swapped = Math.max(
                inOrder(a.given(), a.surname(), b.surname(), b.given()),
                inOrder(a.surname(), a.given(), b.given(), b.surname()));
        return Math.max(straight, swapped > SURNAME ? swapped : DIFFERENT);
    }

    private static boolean isOtherwiseWritten(Name a, Name b) {
        return isIncluded(a.tokens(), b.tokens())
                || isIncluded(b.tokens(), a.tokens())
                || String.join("", a.tokens()).equals(String.join("", b.tokens()))
                || sameButMiddle(a, b);
    }

    /** Whether each word is among others or the initial of one, and at least two different ones are no initials. */
    private static boolean isIncluded(List<String> words, List<String> others) {
        String first = "";
        boolean two = false;
        for (String word : words) {
            if (word.length() == 1 ? !isInitialOfOne(word, others) : !others.contains(word)) {
                return false;
            }
            if (word.length() > 1) {
                two |= !first.isEmpty() && !word.equals(first);
                first = word;
            }
        }
        return two;
    }

    private static boolean isInitialOfOne(String initial, List<String> words) {
        return words.stream().anyMatch(word -> word.startsWith(initial));
    }

    /** Whether first and last agree, and of what stands between, one is the other's initial. */
    private static boolean sameButMiddle(Name a, Name b) {
        if (a.tokens().size() != 3 || b.tokens().size() != 3) {
            return false;
        }
        boolean ends = a.given().equals(b.given()) && a.surname().equals(b.surname());
        return ends
                && a.given().length() > 1
                && isInitial(a.tokens().get(1), b.tokens().get(1));
    }

    private static int inOrder(String given, String surname, String otherGiven, String otherSurname) {
        boolean sameGiven = given.equals(otherGiven) && given.length() > 1;
        boolean sameSurname = surname.equals(otherSurname) && surname.length() > 1;
        if (sameSurname && sameGiven) {
            // What stands between does not agree.
            return SURNAME;
        }
        if (sameSurname && Nicknames.same(given, otherGiven)) {
            return NICKNAME;
        }
        if ((sameSurname && isTypo(given, otherGiven)) || (sameGiven && isTypo(surname, otherSurname))) {
            return TYPO;
        }
        if ((sameSurname && isInitial(given, otherGiven)) || (sameGiven && isInitial(surname, otherSurname))) {
            return INITIAL;
        }
        return sameSurname ? SURNAME : DIFFERENT;
    }

    private static int single(Name single, Name other) {
        String word = single.given();
        if (other.tokens().size() == 1) {
            return Nicknames.same(word, other.given()) ? NICKNAME : isTypo(word, other.given()) ? TYPO : DIFFERENT;
        }
        if (word.equals(String.join("", other.tokens()))) {
            return REORDERED;
        }
        if (word.equals(other.surname())) {
            return SURNAME;
        }
        if (word.length() > 1 && (word.equals(other.given()) || Nicknames.same(word, other.given()))) {
            return GIVEN;
        }
        return Logins.isMadeOf(word, other.tokens()) ? LOGIN : DIFFERENT;
    }

    private static boolean isInitial(String a, String b) {
        return (a.length() == 1 || b.length() == 1) && a.charAt(0) == b.charAt(0);
    }

    /** Whether one inserted, deleted or changed letter, or two swapped neighbours, make one word of the other. */
    private static boolean isTypo(String a, String b) {
        int most = Math.max(a.length(), b.length());
        if (Math.min(a.length(), b.length()) < LEAST_FOR_TYPO || Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int head = 0;
        while (head < Math.min(a.length(), b.length()) && a.charAt(head) == b.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(a.length(), b.length()) - head
                && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        int apart = most - head - tail;
        boolean swapped = apart == 2
                && a.length() == b.length()
                && a.charAt(head) == b.charAt(head + 1)
                && a.charAt(head + 1) == b.charAt(head);
        return apart == 1 || swapped;
    }
}
