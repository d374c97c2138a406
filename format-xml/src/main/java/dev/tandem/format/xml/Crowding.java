package dev.tandem.format.xml;

/**
 * Guards the parser's table of names, which is slow where many different names fall in one place of it. Its places
 * follow from {@link String#hashCode()}, so a stranger can choose names that do: some thousand cost seconds.
 */
final class Crowding {
    private static final int MOST_OTHERS = 1_000;
    private static final int MOST_ALIKE = 64;
    private static final int PLACES = 1 << 10;

    private int others;
    private int elements;
    private int[] places = {};

    /** Counts names that may well be the same one again. */
    boolean isTooMuch(int names) {
        others += names;
        return others > MOST_OTHERS;
    }

    /** Counts a name that was not there before. */
    boolean isTooMuch(String element) {
        elements++;
        if (elements <= MOST_ALIKE) {
            return false;
        }
        if (places.length == 0) {
            places = new int[PLACES];
        }
        int alike = ++places[element.hashCode() & (PLACES - 1)];
        return alike > MOST_ALIKE + elements / (PLACES / 4);
    }
}
