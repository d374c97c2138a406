package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two columns that say the same thing, made ready so that pairs of their values are compared by their codes. */
final class Field implements FieldValues {
    /** Features are whole numbers from 0 to this. */
    static final int UNIT = 1_000;

    /** Levels of agreement: equal, four of similarity, different. */
    static final int LEVELS = 6;

    static final int GRAM = 3;

    /** Beyond so many characters of distinct values, short values are compared by their spelling alone. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private static final int NAME = 24;

    final FieldPair pair;
    final int leftColumn;
    final int rightColumn;
    private final Reading leftReading;
    private final Reading rightReading;
    private final double repeats;
    private final FieldRule rule;
    private final boolean[] leftHasDigit;
    private final String[] leftText;
    private final String[] rightText;
    private final Agreement agreement;
    private final @Nullable TermSpace words;
    private final @Nullable TermSpace grams;

    /** @param spec how to compare; null for as the values suggest */
    Field(
            View left,
            int leftColumn,
            Reading leftReading,
            View right,
            int rightColumn,
            Reading rightReading,
            @Nullable FieldSpec spec) {
        this.leftColumn = leftColumn;
        this.rightColumn = rightColumn;
        this.leftReading = leftReading;
        this.rightReading = rightReading;
        pair = new FieldPair(left.name(leftColumn), right.name(rightColumn));
        FieldKind common = spec == null ? Reading.common(leftReading, rightReading) : spec.kind();
        FieldKind kind = common == null ? FieldKind.TEXT : common;
        boolean years = spec == null ? leftReading.years || rightReading.years : spec.years();
        leftText = leftReading.texts(left, leftColumn);
        rightText = rightReading.texts(right, rightColumn);
        agreement = new Agreement(left, leftColumn, leftText, right, rightColumn, rightText);
        repeats = (double) left.present(leftColumn) / leftText.length * right.present(rightColumn) / rightText.length;
        leftHasDigit = new boolean[leftText.length];
        for (int code = 0; code < leftText.length; code++) {
            leftHasDigit[code] = FieldRule.hasDigit(leftText[code]);
        }
        boolean text = kind == FieldKind.TEXT;
        int[] leftCount = counts(left, leftColumn);
        int[] rightCount = counts(right, rightColumn);
        boolean few = agreement.distinctCharacters() <= MOST_CHARACTERS;
        boolean wordsWanted = spec == null ? text && (few || agreement.meanLength() > NAME) : spec.words();
        words = wordsWanted
                ? new TermSpace(words(left, leftColumn), leftCount, words(right, rightColumn), rightCount)
                : null;
        boolean wanted = spec == null ? (text || kind == FieldKind.PHONE) && few : spec.characters();
        grams = wanted ? new TermSpace(grams(leftText), leftCount, grams(rightText), rightCount) : null;
        rule = new FieldRule(new FieldSpec(
                pair, kind, years, words != null, grams != null, leftReading.format, rightReading.format));
    }

    /** A level for a person; -1 is missing. */
    static String levelName(int level) {
        return switch (level) {
            case -1 -> "missing";
            case 0 -> "equal";
            case 1 -> "nearly equal";
            case 2 -> "very similar";
            case 3 -> "similar";
            case 4 -> "somewhat similar";
            default -> "different";
        };
    }

    private static int[] counts(View view, int column) {
        int[] out = new int[view.distinct(column)];
        for (int code = 1; code < out.length; code++) {
            out[code] = view.count(column, code);
        }
        return out;
    }

    private static Bags words(View view, int column) {
        return Bags.of(view.distinct(column), code -> Words.words(view.value(column, code)));
    }

    private static Bags grams(String[] texts) {
        return Bags.of(texts.length, code -> Words.grams(texts[code], GRAM));
    }

    /** The features that {@link #compare} gives, in its order. */
    List<Feature> features(int number) {
        return rule.features(number);
    }

    /** As {@link FieldRule#compare}. */
    int compare(int left, int right, short[] out, int at) {
        return rule.compare(this, left, right, out, at);
    }

    @Override
    public boolean equal(int left, int right) {
        return agreement.equal(left, right);
    }

    @Override
    public double rarity(int left) {
        return agreement.rarity(left);
    }

    @Override
    public double words(int left, int right) {
        return words == null ? 0 : words.cosine(left, right);
    }

    @Override
    public double characters(int left, int right) {
        return grams == null ? 0 : grams.cosine(left, right);
    }

    @Override
    public String leftText(int left) {
        return leftText[left];
    }

    @Override
    public String rightText(int right) {
        return rightText[right];
    }

    @Override
    public boolean leftHasDigit(int left) {
        return leftHasDigit[left];
    }

    @Override
    public double leftNumber(int left) {
        return leftReading.number(left);
    }

    @Override
    public double rightNumber(int right) {
        return rightReading.number(right);
    }

    static short unit(double value) {
        return (short) Math.round(UNIT * Math.max(0, Math.min(1, value)));
    }

    /** How often a pair of values comes again, if values meet as by chance. */
    double repeats() {
        return repeats;
    }

    FieldSpec spec() {
        return rule.spec();
    }

    Agreement agreement() {
        return agreement;
    }
}
