package dev.tandem.link.value;

/** The zones of RFC 2822, section 4.3, and a few as common. */
final class Zones {
    /** What a word that is no zone's gives. */
    static final int NONE = Integer.MIN_VALUE;

    private static final String[] NAMES = {
        "edt", "est", "cdt", "cst", "mdt", "mst", "pdt", "pst", "bst", "wet", "west", "cet", "cest", "eet", "eest",
        "akdt", "akst", "hst"
    };
    private static final int[] HOURS = {-4, -5, -5, -6, -6, -7, -7, -8, 1, 0, 1, 1, 2, 2, 3, -8, -9, -10};

    private Zones() {}

    /**
     * How far the zone named in a part of a text is ahead of UTC, in seconds. One in capitals that is not known counts as
     * UTC, as in the RFC.
     */
    static int seconds(String text, int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].length() == to - from && NAMES[i].regionMatches(true, 0, text, from, to - from)) {
                return HOURS[i] * 3600;
            }
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > 'Z' && to - from > 1 && !text.regionMatches(true, from, "utc", 0, to - from)) {
                return text.regionMatches(true, from, "gmt", 0, to - from) ? 0 : NONE;
            }
        }
        return 0;
    }
}
