package dev.tandem.link;

import dev.tandem.link.value.Words;
import dev.tandem.text.JaroWinkler;
import dev.tandem.text.Levenshtein;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two columns that say the same thing, made ready so that pairs of their values are compared by their codes. */
final class Field {
    /** Features are whole numbers from 0 to this. */
    static final int UNIT = 1_000;

    /** Levels of agreement: equal, four of similarity, different. */
    static final int LEVELS = 6;

    private static final double[] SIMILAR = {0.92, 0.8, 0.6, 0.35};
    private static final int GRAM = 3;

    /** Beyond so many characters of distinct values, short values are compared by their spelling alone. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private static final int NAME = 24;
    private static final int SHORT = 40;
    private static final int SHORT_CODE = 12;
    private static final double DAYS = 120;
    private static final double YEARS = 12;

    final FieldPair pair;
    final FieldKind kind;
    final int leftColumn;
    final int rightColumn;
    private final Reading leftReading;
    private final Reading rightReading;
    private final boolean years;
    private final double repeats;
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
        kind = common == null ? FieldKind.TEXT : common;
        years = spec == null ? leftReading.years || rightReading.years : spec.years();
        leftText = leftReading.texts(left, leftColumn);
        rightText = rightReading.texts(right, rightColumn);
        agreement = new Agreement(left, leftColumn, leftText, right, rightColumn, rightText);
        repeats = (double) left.present(leftColumn) / leftText.length * right.present(rightColumn) / rightText.length;
        leftHasDigit = new boolean[leftText.length];
        for (int code = 0; code < leftText.length; code++) {
            leftHasDigit[code] = hasDigit(leftText[code]);
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
        List<Feature> out = new ArrayList<>();
        out.add(new Feature(number, "present", Feature.Shape.FREE));
        switch (kind) {
            case DATE -> {
                out.add(new Feature(number, "near", Feature.Shape.CURVE));
                out.add(new Feature(number, "years", Feature.Shape.CURVE));
                out.add(new Feature(number, "edits", Feature.Shape.CURVE));
            }
            case NUMBER -> {
                out.add(new Feature(number, "near", Feature.Shape.CURVE));
                out.add(new Feature(number, "edits", Feature.Shape.CURVE));
            }
            case TEXT, PHONE -> {
                if (words != null) {
                    out.add(new Feature(number, "words", Feature.Shape.CURVE));
                }
                if (grams != null) {
                    out.add(new Feature(number, "characters", Feature.Shape.CURVE));
                }
                out.add(new Feature(number, "spelling", Feature.Shape.CURVE));
            }
        }
        out.add(new Feature(number, "equal", Feature.Shape.CURVE));
        return out;
    }

    /**
     * Compares two values, neither missing.
     *
     * @param out takes the features, from the place {@code at}
     * @return the level of agreement, 0 for equal to 5 for different
     */
    int compare(int left, int right, short[] out, int at) {
        boolean equal = agreement.equal(left, right);
        int next = at;
        out[next++] = UNIT;
        double similarity;
        switch (kind) {
            case DATE -> similarity = dates(left, right, out, next);
            case NUMBER -> similarity = numbers(left, right, out, next);
            default -> similarity = texts(left, right, equal, out, next);
        }
        next += switch (kind) {
            case DATE -> 3;
            case NUMBER -> 2;
            default -> 1 + (words == null ? 0 : 1) + (grams == null ? 0 : 1);
        };
        out[next] = unit(equal ? 0.4 + 0.6 * agreement.rarity(left) : 0);
        return equal ? 0 : level(similarity);
    }

    private static int level(double similarity) {
        for (int i = 0; i < SIMILAR.length; i++) {
            if (similarity >= SIMILAR[i]) {
                return i + 1;
            }
        }
        return LEVELS - 1;
    }

    private double texts(int left, int right, boolean equal, short[] out, int at) {
        int next = at;
        double best = 0;
        if (words != null) {
            double cosine = equal ? 1 : words.cosine(left, right);
            out[next++] = unit(cosine);
            best = cosine;
        }
        if (grams != null) {
            double cosine = equal ? 1 : grams.cosine(left, right);
            out[next++] = unit(cosine);
            best = Math.max(best, cosine);
        }
        String x = leftText[left];
        String y = rightText[right];
        double spelling = 0;
        if (equal) {
            spelling = 1;
        } else if (x.length() < SHORT && y.length() < SHORT) {
            spelling = JaroWinkler.similarity(x, y);
            if (x.length() < SHORT_CODE && y.length() < SHORT_CODE && leftHasDigit[left]) {
                best = Levenshtein.similarity(x, y);
            } else {
                best = Math.max(best, (spelling - 0.6) / 0.4);
            }
        }
        out[next] = unit(spelling);
        return best;
    }

    private double numbers(int left, int right, short[] out, int at) {
        double near = nearness(leftReading.number(left), rightReading.number(right));
        double edits = Levenshtein.similarity(leftText[left], rightText[right]);
        out[at] = unit(near);
        out[at + 1] = unit(edits);
        return leftText[left].length() >= 4 ? edits : Math.max(edits, near);
    }

    private static double nearness(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return 0;
        }
        double most = Math.max(Math.abs(a), Math.abs(b));
        return most == 0 ? 1 : Math.max(0, 1 - Math.abs(a - b) / most);
    }

    private double dates(int left, int right, short[] out, int at) {
        double a = leftReading.number(left);
        double b = rightReading.number(right);
        double edits = Levenshtein.similarity(leftText[left], rightText[right]);
        double near = 0;
        double same = 0;
        if (!Double.isNaN(a) && !Double.isNaN(b)) {
            int apart = Math.abs(Reading.year(a) - Reading.year(b));
            same = Math.max(0, 1 - Math.log1p(apart) / Math.log1p(YEARS));
            near = years ? same : Math.max(0, 1 - Math.log1p(Math.abs(a - b)) / Math.log1p(DAYS));
        }
        out[at] = unit(near);
        out[at + 1] = unit(same);
        out[at + 2] = unit(edits);
        return years ? same : Math.max(near, edits);
    }

    static short unit(double value) {
        return (short) Math.round(UNIT * Math.max(0, Math.min(1, value)));
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    /** How often a pair of values comes again, if values meet as by chance. */
    double repeats() {
        return repeats;
    }

    FieldSpec spec() {
        return new FieldSpec(pair, kind, years, words != null, grams != null);
    }

    Agreement agreement() {
        return agreement;
    }
}
