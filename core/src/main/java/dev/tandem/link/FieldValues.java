package dev.tandem.link;

/** The values of two columns that are compared, by their codes. Each is present. */
interface FieldValues {
    boolean equal(int left, int right);

    /** From 0 for a left value that all rows have to 1 for one that few of many have. */
    double rarity(int left);

    /** The cosine of the words of two values; not asked for where words are not compared. */
    double words(int left, int right);

    /** The cosine of the runs of characters of two values; not asked for where they are not compared. */
    double characters(int left, int right);

    String leftText(int left);

    String rightText(int right);

    boolean leftHasDigit(int left);

    /** A number, or days since 1970-01-01; NaN if it is none. */
    double leftNumber(int left);

    double rightNumber(int right);
}
