package dev.tandem.link.value;

import java.util.List;

/** How logins are made of names. */
final class Logins {
    private static final int LEAST_OF_PARTS = 5;

    private Logins() {}

    /**
     * Whether a word is the beginning of the given name followed by the beginning of the surname, or the other way round,
     * perhaps with a middle initial, where one is whole or there are at least five letters.
     *
     * @param name folded, at least two words
     */
    static boolean isMadeOf(String login, List<String> name) {
        String given = name.get(0);
        String surname = name.get(name.size() - 1);
        if (joins(login, given, surname) || joins(login, surname, given)) {
            return true;
        }
        boolean middle = name.size() > 2
                && login.length() > 2
                && login.charAt(1) == name.get(1).charAt(0);
        return middle && joins(login.charAt(0) + login.substring(2), given, surname);
    }

    private static boolean joins(String login, String first, String second) {
        int length = login.length();
        int whole = commonStart(login, first, 0);
        for (int cut = Math.min(whole, length - 1); cut > 0; cut--) {
            if (commonStart(login, second, cut) == length - cut) {
                boolean complete = cut == first.length() || length - cut == second.length();
                return length > 2 && (complete || (length >= LEAST_OF_PARTS && length - cut > 1));
            }
        }
        return false;
    }

    /** How many characters of a login, from a place on, are the beginning of a name. */
    private static int commonStart(String login, String name, int from) {
        int common = 0;
        while (from + common < login.length()
                && common < name.length()
                && login.charAt(from + common) == name.charAt(common)) {
            common++;
        }
        return common;
    }
}
