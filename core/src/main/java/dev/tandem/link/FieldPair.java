package dev.tandem.link;

/** A column of the left table and one of the right that say the same thing. */
public record FieldPair(String left, String right) {
    /**
     * Reads {@code left=right}; a name alone stands for both.
     *
     * @throws IllegalArgumentException if a side is blank
     */
    public static FieldPair parse(String text) {
        int equals = text.indexOf('=');
        FieldPair pair = equals < 0
                ? new FieldPair(text.strip(), text.strip())
                : new FieldPair(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
        if (pair.left.isEmpty() || pair.right.isEmpty()) {
            throw new IllegalArgumentException("expected left=right, found '" + text + "'");
        }
        return pair;
    }

    @Override
    public String toString() {
        return left.equals(right) ? left : left + "=" + right;
    }
}
