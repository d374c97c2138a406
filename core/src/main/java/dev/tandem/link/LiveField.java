package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A field of rows that come and go, and of one left row after the other that is compared with them. Rarities are of the rows
 * that are there, as if the left rows had the same values as often. Used by one thread.
 */
final class LiveField implements FieldValues {
    private static final long[] NOTHING = {};

    private final FieldSpec spec;
    private final FieldRule rule;
    private final LiveTerms values = new LiveTerms();
    private final LiveTerms words = new LiveTerms();
    private final LiveTerms grams = new LiveTerms();

    /** By place; null where the value is missing. */
    private @Nullable Value[] rows = new Value[16];

    private String left = "";
    private double leftNumber;
    private boolean leftHasDigit;
    private int leftValue;
    private double share;
    private LiveQuery leftWords = new LiveQuery(words, NOTHING);
    private LiveQuery leftGrams = new LiveQuery(grams, NOTHING);

    /** A right value: as text, as number, and what it is made of. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Value(String text, double number, int[] whole, int[] words, int[] grams) {}

    LiveField(FieldSpec spec) {
        this.spec = spec;
        rule = new FieldRule(spec);
    }

    FieldSpec spec() {
        return spec;
    }

    /** How many features it has. */
    int width() {
        return rule.features(0).size();
    }

    /** @param raw null if it is missing */
    void add(int place, @Nullable String raw) {
        if (place >= rows.length) {
            rows = Arrays.copyOf(rows, 2 * place);
        }
        if (raw == null) {
            return;
        }
        String text = spec.right().text(raw);
        rows[place] = new Value(
                text,
                spec.right().read(raw),
                values.add(whole(text)),
                words.add(spec.words() ? Words.words(raw) : NOTHING),
                grams.add(spec.characters() ? Words.grams(text, Field.GRAM) : NOTHING));
    }

    void remove(int place) {
        Value value = rows[place];
        if (value != null) {
            values.remove(value.whole);
            words.remove(value.words);
            grams.remove(value.grams);
            rows[place] = null;
        }
    }

    private static long[] whole(String text) {
        return new long[] {Words.hash(text, 0, text.length())};
    }

    /** Takes the left value that is compared next. */
    void compareWith(String raw) {
        left = spec.left().text(raw);
        leftNumber = spec.left().read(raw);
        leftHasDigit = FieldRule.hasDigit(left);
        leftValue = values.find(whole(left)[0]);
        double all = Math.max(1, 2.0 * values.documents());
        double equal = leftValue < 0 ? 1 : 2.0 * values.count(leftValue);
        share = Rarity.share(equal, all);
        leftWords = new LiveQuery(words, spec.words() ? Words.words(raw) : NOTHING);
        leftGrams = new LiveQuery(grams, spec.characters() ? Words.grams(left, Field.GRAM) : NOTHING);
    }

    /**
     * Compares with a row.
     *
     * @return the level of agreement; -1 if the right value is missing
     */
    int compare(int place, short[] x, int at) {
        return rows[place] == null ? -1 : rule.compare(this, 0, place, x, at);
    }

    /** Which share of all values equals the left one. */
    double share() {
        return share;
    }

    private Value value(int place) {
        Value value = rows[place];
        if (value == null) {
            throw new IllegalStateException(
                    "the row at " + place + " has no " + spec.pair().right());
        }
        return value;
    }

    @Override
    public boolean equal(int none, int place) {
        return value(place).whole[0] == leftValue;
    }

    @Override
    public double rarity(int none) {
        return Rarity.ofValue(share, 2.0 * values.documents());
    }

    @Override
    public double words(int none, int place) {
        return leftWords.cosine(value(place).words);
    }

    @Override
    public double characters(int none, int place) {
        return leftGrams.cosine(value(place).grams);
    }

    @Override
    public String leftText(int none) {
        return left;
    }

    @Override
    public String rightText(int place) {
        return value(place).text;
    }

    @Override
    public boolean leftHasDigit(int none) {
        return leftHasDigit;
    }

    @Override
    public double leftNumber(int none) {
        return leftNumber;
    }

    @Override
    public double rightNumber(int place) {
        return value(place).number;
    }
}
