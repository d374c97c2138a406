package dev.tandem.text;

/** Two texts, and how many characters both begin with and, beyond those, end with. */
record Pair(String left, String right, int prefix, int suffix) {
    static Pair of(String left, String right) {
        int prefix = prefix(left, right);
        return new Pair(left, right, prefix, suffix(left, right, prefix));
    }

    /** How many characters both begin with. */
    static int prefix(String left, String right) {
        int end = Math.min(left.length(), right.length());
        int i = 0;
        while (i < end && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        return i;
    }

    private static int suffix(String left, String right, int prefix) {
        int l = left.length();
        int r = right.length();
        while (l > prefix && r > prefix && left.charAt(l - 1) == right.charAt(r - 1)) {
            l--;
            r--;
        }
        return left.length() - l;
    }

    /** The characters of the left text that are neither in the common beginning nor in the common end. */
    int rows() {
        return left.length() - prefix - suffix;
    }

    /** The characters of the right text that are neither in the common beginning nor in the common end. */
    int columns() {
        return right.length() - prefix - suffix;
    }

    Pair swapped() {
        return new Pair(right, left, prefix, suffix);
    }
}
