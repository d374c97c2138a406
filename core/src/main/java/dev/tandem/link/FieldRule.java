package dev.tandem.link;

import dev.tandem.text.JaroWinkler;
import dev.tandem.text.Levenshtein;
import java.util.ArrayList;
import java.util.List;

/** How values of two columns are compared: which features a pair of values has. */
final class FieldRule {
    private static final double[] SIMILAR = {0.92, 0.8, 0.6, 0.35};
    private static final int SHORT = 40;
    private static final int SHORT_CODE = 12;
    private static final double DAYS = 120;
    private static final double YEARS = 12;

    private final FieldSpec spec;

    FieldRule(FieldSpec spec) {
        this.spec = spec;
    }

    FieldSpec spec() {
        return spec;
    }

    /** The features that {@link #compare} gives, in its order. */
    List<Feature> features(int number) {
        List<Feature> out = new ArrayList<>();
        out.add(new Feature(number, "present", Feature.Shape.FREE));
        switch (spec.kind()) {
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
                if (spec.words()) {
                    out.add(new Feature(number, "words", Feature.Shape.CURVE));
                }
                if (spec.characters()) {
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
    int compare(FieldValues values, int left, int right, short[] out, int at) {
        boolean equal = values.equal(left, right);
        int next = at;
        out[next++] = Field.UNIT;
        double similarity;
        switch (spec.kind()) {
            case DATE -> similarity = dates(values, left, right, out, next);
            case NUMBER -> similarity = numbers(values, left, right, out, next);
            default -> similarity = texts(values, left, right, equal, out, next);
        }
        next += switch (spec.kind()) {
            case DATE -> 3;
            case NUMBER -> 2;
            default -> 1 + (spec.words() ? 1 : 0) + (spec.characters() ? 1 : 0);
        };
        out[next] = Field.unit(equal ? 0.4 + 0.6 * values.rarity(left) : 0);
        return equal ? 0 : level(similarity);
    }

    private static int level(double similarity) {
        for (int i = 0; i < SIMILAR.length; i++) {
            if (similarity >= SIMILAR[i]) {
                return i + 1;
            }
        }
        return Field.LEVELS - 1;
    }

    private double texts(FieldValues values, int left, int right, boolean equal, short[] out, int at) {
        int next = at;
        double best = 0;
        if (spec.words()) {
            double cosine = equal ? 1 : values.words(left, right);
            out[next++] = Field.unit(cosine);
            best = cosine;
        }
        if (spec.characters()) {
            double cosine = equal ? 1 : values.characters(left, right);
            out[next++] = Field.unit(cosine);
            best = Math.max(best, cosine);
        }
        String x = values.leftText(left);
        String y = values.rightText(right);
        double spelling = 0;
        if (equal) {
            spelling = 1;
        } else if (x.length() < SHORT && y.length() < SHORT) {
            spelling = JaroWinkler.similarity(x, y);
            if (x.length() < SHORT_CODE && y.length() < SHORT_CODE && values.leftHasDigit(left)) {
                best = Levenshtein.similarity(x, y);
            } else {
                best = Math.max(best, (spelling - 0.6) / 0.4);
            }
        }
        out[next] = Field.unit(spelling);
        return best;
    }

    private double numbers(FieldValues values, int left, int right, short[] out, int at) {
        double near = nearness(values.leftNumber(left), values.rightNumber(right));
        double edits = Levenshtein.similarity(values.leftText(left), values.rightText(right));
        out[at] = Field.unit(near);
        out[at + 1] = Field.unit(edits);
        return values.leftText(left).length() >= 4 ? edits : Math.max(edits, near);
    }

    private static double nearness(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return 0;
        }
        double most = Math.max(Math.abs(a), Math.abs(b));
        return most == 0 ? 1 : Math.max(0, 1 - Math.abs(a - b) / most);
    }

    private double dates(FieldValues values, int left, int right, short[] out, int at) {
        double a = values.leftNumber(left);
        double b = values.rightNumber(right);
        double edits = Levenshtein.similarity(values.leftText(left), values.rightText(right));
        double near = 0;
        double same = 0;
        if (!Double.isNaN(a) && !Double.isNaN(b)) {
            int apart = Math.abs(Reading.year(a) - Reading.year(b));
            same = Math.max(0, 1 - Math.log1p(apart) / Math.log1p(YEARS));
            near = spec.years() ? same : Math.max(0, 1 - Math.log1p(Math.abs(a - b)) / Math.log1p(DAYS));
        }
        out[at] = Field.unit(near);
        out[at + 1] = Field.unit(same);
        out[at + 2] = Field.unit(edits);
        return spec.years() ? same : Math.max(near, edits);
    }

    static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
