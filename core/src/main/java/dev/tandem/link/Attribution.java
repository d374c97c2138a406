package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which field a score comes from. What the curves of a field add is that field's. What those of the whole record add is
 * divided: the likelihood by the fields' weights of evidence, likeness by what the fields have in common. What two rows have
 * in common in columns that do not correspond stays with the whole record.
 */
final class Attribution {
    /** Evidence that is nearly even is not told apart from rounding. */
    private static final double LEAST = 0.5;

    private final ModelData data;
    private final double[] evidence;
    private final List<SharedText> shared;

    /** By field, what it adds; last, the whole record. */
    private final double[] sum;

    private double prior;

    /**
     * @param evidence by field, its weight of evidence
     * @param shared by field, the values
     */
    Attribution(ModelData data, double[] evidence, List<SharedText> shared) {
        this.data = data;
        this.evidence = evidence;
        this.shared = shared;
        sum = new double[evidence.length + 1];
        prior = data.curves().bias;
    }

    /** @param x the features of the pair */
    Explanation explanation(List<FieldPair> pairs, byte[] levels, short[] x) {
        double score = data.curves().bias;
        for (int i = 0; i < x.length; i++) {
            double part = data.curves().part(i, x[i]);
            score += part;
            take(data.features().get(i), i, part);
        }
        List<Explanation.Weight> weights = new ArrayList<>();
        for (int field = 0; field < levels.length; field++) {
            weights.add(
                    new Explanation.Weight(pairs.get(field).toString(), Field.levelName(levels[field]), sum[field]));
        }
        weights.add(new Explanation.Weight("whole record", "words and codes across fields", sum[levels.length]));
        return new Explanation(score, prior, weights);
    }

    private void take(Feature feature, int number, double part) {
        if (feature.field() >= 0) {
            sum[feature.field()] += part;
            return;
        }
        switch (feature.name()) {
            case "likelihood" -> likelihood(number, part);
            case "words" -> divide(part, SharedText::words);
            case "characters" -> divide(part, SharedText::characters);
            case "codes in common", "rare codes in common" -> divide(part, SharedText::codes);
            default -> sum[evidence.length] += part;
        }
    }

    /** What the curve gives where the evidence is even holds for any pair; the rest is the evidence's. */
    private void likelihood(int number, double part) {
        double even = data.curves().part(number, data.likelihood().feature(0));
        double total = 0;
        for (double some : evidence) {
            total += some;
        }
        prior += even;
        for (int field = 0; field < evidence.length && Math.abs(total) > LEAST; field++) {
            sum[field] += (part - even) * evidence[field] / total;
        }
        if (Math.abs(total) <= LEAST) {
            sum[evidence.length] += part - even;
        }
    }

    private void divide(double part, ToDoubleFunction<SharedText> measure) {
        double[] common = shared.stream().mapToDouble(measure).toArray();
        double all = 0;
        for (double some : common) {
            all += some;
        }
        for (int field = 0; field < common.length && all > 0; field++) {
            sum[field] += part * common[field] / all;
        }
        sum[evidence.length] += all > 0 ? 0 : part;
    }
}
