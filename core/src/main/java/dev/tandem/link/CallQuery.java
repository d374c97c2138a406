package dev.tandem.link;

import dev.tandem.link.value.Phone;
import dev.tandem.link.value.Phones;
import java.util.Arrays;

/** A left row weighed against rows of an index, one after the other; the same sums as {@link Weigher} has for tables. */
final class CallQuery {
    private static final double DAY = 86_400;

    private final CallReader.Left left;
    private final CallRows rows;
    private final CallWeights weights;
    private final Hypotheses hypotheses;

    /** Which share of the rows has each left number. */
    private final double[] phoneShare;

    private final KnownAliases.Known[] known;
    private final double[] lengthChance;

    /** The share of stamps per second about this one, or on its day. */
    private final double density;

    private final int[] levels;
    private final ValueSum ofValues;

    CallQuery(CallReader.Left left, CallRows rows, CallWeights weights, double[] lengths) {
        this.left = left;
        this.rows = rows;
        this.weights = weights;
        ofValues = new ValueSum(weights.values);
        hypotheses = new Hypotheses(weights.alone(), false);
        levels = new int[left.phones().length];
        phoneShare = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            Phone phone = left.phones()[i];
            phoneShare[i] = phone == null ? 1 : rows.share(phone);
        }
        known = new KnownAliases.Known[left.kinds().length];
        for (int i = 0; i < known.length; i++) {
            known[i] = weights.aliases.get(i).of(left.kinds()[i]);
        }
        lengthChance = Double.isNaN(left.length()) ? LengthLevels.NONE : LengthLevels.chance(left.length(), lengths);
        density = left.dayOnly() ? ofDay() : ofTime();
    }

    private double ofDay() {
        double from = left.day() * DAY - left.ahead();
        return (rows.between(from, from + DAY) + 0.5) / (rows.timed() + 1);
    }

    private double ofTime() {
        if (Double.isNaN(left.stamp())) {
            return 1;
        }
        double around = TimeEvidence.SMOOTHED;
        int near = rows.between(left.stamp() - around, left.stamp() + around);
        return TimeEvidence.density(near, rows.span(), rows.timed());
    }

    Hypotheses hypotheses() {
        return hypotheses;
    }

    /** Weighs the row, and the parts of calls that begin with it. */
    void weigh(int row) {
        boolean contact = compare(row);
        double background = background(row);
        double others = others(row, contact);
        Parts.Part shared = rows.sharing(row);
        boolean only = shared != null && sameCode(row);
        if (!only) {
            double fromEnd = fromStart(row) - (Double.isNaN(rows.length[row]) ? left.length() : rows.length[row]);
            double weight = others
                    + time(row, fromEnd, background)
                    + weights.lengths.weight(left.length(), rows.length[row], lengthChance);
            hypotheses.add(weight + weights.single(rows.timed()), row);
        }
        for (Parts.Part part : rows.partsFrom(row)) {
            if (!only || part.kind() == Parts.CODE) {
                double weight = others
                        + time(row, fromStart(row) - part.span(), background)
                        + weights.lengths.weight(left.length(), part, lengthChance);
                hypotheses.add(weight + weights.several(part.kind(), rows.timed()), part.members());
            }
        }
    }

    /** Compares the numbers; true if one is the same. */
    private boolean compare(int row) {
        boolean contact = false;
        for (int i = 0; i < levels.length; i++) {
            Phone phone = left.phones()[i];
            levels[i] = phone == null ? Evidence.MISSING : rows.level(phone, row);
            contact |= levels[i] == Phones.SAME;
        }
        return contact;
    }

    private double fromStart(int row) {
        return left.stamp() - rows.start[row];
    }

    private double background(int row) {
        double lag = fromStart(row);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] == Phones.SAME) {
                return density + weights.more(i, lag, phoneShare[i] * rows.timed());
            }
        }
        for (int i = 0; i < known.length; i++) {
            String right = rows.text(i, row);
            boolean same = right != null && weights.aliases.get(i).namesPeople() && known[i].goesWith(right);
            double of = same ? weights.colleague(i, lag, rows.timed()) : Double.NaN;
            if (!Double.isNaN(of)) {
                return of;
            }
        }
        return Double.NaN;
    }

    private double others(int row, boolean contact) {
        double sum = 0;
        double[] ofPhones = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            ofPhones[i] = weights.phones.get(i).weight(levels[i], phoneShare[i]);
        }
        sum += Arrays.stream(PhoneLevels.together(ofPhones)).sum();
        for (int i = 0; i < known.length; i++) {
            KnownAliases.Right right = left.kinds()[i] == null ? null : rows.kind(i, row);
            sum += right == null ? 0 : weights.aliases.get(i).weight(known[i], right, contact);
        }
        return sum + values(row, contact);
    }

    private double values(int row, boolean contact) {
        double sum = 0;
        ofValues.begin(contact);
        for (int i = 0; i < left.values().length; i++) {
            String value = left.values()[i];
            String right = value == null ? null : rows.text(known.length + i, row);
            if (value == null || right == null) {
                sum += ofValues.next(Evidence.MISSING, 0);
            } else {
                ValueLevels of = weights.values.get(i);
                int level = of.level(value, right);
                sum += ofValues.next(level, of.weight(level, rows.share(known.length + i, row)));
            }
        }
        return sum;
    }

    private boolean sameCode(int row) {
        for (int i = 0; i < left.values().length; i++) {
            String value = left.values()[i];
            if (value != null && weights.values.get(i).unique() && value.equals(rows.text(known.length + i, row))) {
                return true;
            }
        }
        return false;
    }

    private double time(int row, double fromEnd, double background) {
        if (Double.isNaN(left.stamp())) {
            return 0;
        }
        if (left.dayOnly()) {
            int level = Delays.dayLevel(left.day() - Math.floor((rows.start[row] + left.ahead()) / DAY));
            return weights.delays.dayWeight(level, density);
        }
        return weights.delays.weight(fromStart(row), fromEnd, Double.isNaN(background) ? density : background);
    }
}
