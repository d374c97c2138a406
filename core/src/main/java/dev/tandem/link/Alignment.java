package dev.tandem.link;

import dev.tandem.link.value.Words;
import dev.tandem.text.JaroWinkler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds which columns say the same thing: by their names, and by how much more alike their values are in pairs of rows that
 * probably belong together than in rows paired at random.
 */
final class Alignment {
    private static final int MOST_FIELDS = 40;
    private static final int MOST_SEEDS = 600;
    private static final int MOST_PAIRS = 2_500;
    private static final int FIRST_SEEDS = 30;
    private static final int FEWEST = 8;
    private static final int SHIFTS = 3;

    /** Beyond so many rows each comparison costs, and fields that others tell already are left out. */
    private static final int MANY_ROWS = 100_000;

    private static final double LEAST_LIFT = 0.2;
    private static final double NEAR_BEST = 0.6;
    private static final double NAMES_ALIKE = 0.3;

    private final View left;
    private final View right;
    private final Reading[] leftReadings;
    private final Reading[] rightReadings;
    private final String[] leftNames;
    private final String[] rightNames;

    Alignment(View left, View right) {
        this.left = left;
        this.right = right;
        leftReadings = readings(left);
        rightReadings = readings(right);
        leftNames = names(left);
        rightNames = names(right);
    }

    private static Reading[] readings(View view) {
        Reading[] out = new Reading[view.width()];
        for (int column = 0; column < out.length; column++) {
            out[column] = Reading.of(view, column);
        }
        return out;
    }

    Reading leftReading(int column) {
        return leftReadings[column];
    }

    Reading rightReading(int column) {
        return rightReadings[column];
    }

    /** Two columns and how well they correspond. */
    record Match(int left, int right, double lift, double certain, boolean named) {}

    /**
     * Finds the columns that correspond.
     *
     * @param pairs keys of pairs of rows that probably belong together, the surest first
     * @return the columns that correspond, in their order
     */
    List<Match> find(long[] pairs) {
        List<Match> all = new ArrayList<>();
        int seeds = Math.min(pairs.length, MOST_SEEDS);
        double[] bestOfLeft = new double[left.width()];
        double[] bestOfRight = new double[right.width()];
        for (int[] columns : columns(pairs, seeds)) {
            Match match = match(columns[0], columns[1], pairs, seeds);
            all.add(match);
            bestOfLeft[match.left] = Math.max(bestOfLeft[match.left], match.lift);
            bestOfRight[match.right] = Math.max(bestOfRight[match.right], match.lift);
        }
        List<Match> out = new ArrayList<>();
        Set<Integer> leftDone = new HashSet<>();
        Set<Integer> rightDone = new HashSet<>();
        for (Match match : all) {
            double best = Math.max(bestOfLeft[match.left], bestOfRight[match.right]);
            if (match.named || (match.certain > LEAST_LIFT && match.lift >= NEAR_BEST * best)) {
                out.add(match);
                leftDone.add(match.left);
                rightDone.add(match.right);
            }
        }
        for (Match match : all) {
            if (!leftDone.contains(match.left) && !rightDone.contains(match.right) && isAlike(match)) {
                out.add(match);
            }
        }
        if (left.size() + right.size() > MANY_ROWS) {
            List<Match> some = List.copyOf(out);
            out.removeIf(match -> isRedundant(match, some));
        }
        out.sort(Comparator.comparing((Match match) -> !match.named).thenComparing(match -> -match.certain));
        return out.stream()
                .limit(MOST_FIELDS)
                .sorted(Comparator.comparingInt(Match::left).thenComparingInt(Match::right))
                .toList();
    }

    /** Whether each of its columns corresponds better to another one. */
    private static boolean isRedundant(Match match, List<Match> all) {
        boolean leftHasBetter = all.stream().anyMatch(other -> other.left == match.left && other.lift > match.lift);
        boolean rightHasBetter = all.stream().anyMatch(other -> other.right == match.right && other.lift > match.lift);
        return leftHasBetter && rightHasBetter;
    }

    /** The columns to be looked at in pairs: all, or if that is too many those of one name and of most equal values. */
    private List<int[]> columns(long[] pairs, int seeds) {
        int[][] equal = equal(pairs, seeds);
        List<int[]> out = new ArrayList<>();
        for (int a = 0; a < left.width(); a++) {
            for (int b = 0; b < right.width(); b++) {
                if (left.distinct(a) > 2 && right.distinct(b) > 2) {
                    out.add(new int[] {a, b, leftNames[a].equals(rightNames[b]) ? Integer.MAX_VALUE : equal[a][b]});
                }
            }
        }
        if (out.size() > MOST_PAIRS) {
            out.sort(Comparator.comparingInt((int[] columns) -> -columns[2]));
            out.subList(MOST_PAIRS, out.size()).clear();
        }
        return out;
    }

    /** How many of the first pairs of rows have the same value in two columns. */
    private int[][] equal(long[] pairs, int seeds) {
        int[][] out = new int[left.width()][right.width()];
        for (int i = 0; i < Math.min(seeds, FIRST_SEEDS); i++) {
            for (int a = 0; a < left.width(); a++) {
                String value = left.value(a, left.code(a, (int) (pairs[i] >>> 32)));
                for (int b = 0; b < right.width() && !value.isEmpty(); b++) {
                    out[a][b] += value.equals(right.value(b, right.code(b, (int) pairs[i]))) ? 1 : 0;
                }
            }
        }
        return out;
    }

    /** Whether names and kinds speak for it where there are too few values to tell. */
    private boolean isAlike(Match match) {
        FieldKind kind = Reading.common(leftReadings[match.left], rightReadings[match.right]);
        return Double.isNaN(match.certain)
                && kind != null
                && names(left.name(match.left), right.name(match.right)) >= NAMES_ALIKE;
    }

    private Match match(int a, int b, long[] pairs, int seeds) {
        boolean named = leftNames[a].equals(rightNames[b]);
        double sum = 0;
        double squares = 0;
        int n = 0;
        double chance = 0;
        int chances = 0;
        for (int i = 0; i < seeds; i++) {
            int x = left.code(a, (int) (pairs[i] >>> 32));
            if (x == 0) {
                continue;
            }
            int y = right.code(b, (int) pairs[i]);
            if (y > 0) {
                double similarity = similarity(a, x, b, y);
                sum += similarity;
                squares += similarity * similarity;
                n++;
            }
            for (int shift = 1; shift <= SHIFTS; shift++) {
                int other = right.code(b, (int) pairs[(i + shift * seeds / (SHIFTS + 1)) % seeds]);
                if (other > 0) {
                    chance += similarity(a, x, b, other);
                    chances++;
                }
            }
        }
        if (n < FEWEST || chances == 0) {
            return new Match(a, b, 0, Double.NaN, named);
        }
        double mean = sum / n;
        double spread = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
        double lift = mean - chance / chances;
        return new Match(a, b, lift, lift - 2 * spread, named);
    }

    private double similarity(int a, int x, int b, int y) {
        FieldKind kind = Reading.common(leftReadings[a], rightReadings[b]);
        double p = leftReadings[a].number(x);
        double q = rightReadings[b].number(y);
        if (kind == null || Double.isNaN(p) || Double.isNaN(q)) {
            return texts(left.value(a, x), right.value(b, y));
        }
        if (kind == FieldKind.NUMBER) {
            return p == q ? 1 : Math.max(0, 1 - 10 * Math.abs(p - q) / Math.max(Math.abs(p), Math.abs(q)));
        }
        return leftReadings[a].years || rightReadings[b].years
                ? (Reading.year(p) == Reading.year(q) ? 1 : 0)
                : Math.max(0, 1 - Math.abs(p - q) / 30);
    }

    private static double texts(String x, String y) {
        String p = Words.flat(x);
        String q = Words.flat(y);
        if (p.equals(q)) {
            return 1;
        }
        Set<String> words = new HashSet<>(Arrays.asList(p.split(" ")));
        Set<String> common = new HashSet<>(Arrays.asList(q.split(" ")));
        double all = words.size() + common.size();
        common.retainAll(words);
        double shared = 2 * common.size() / all;
        return p.length() < 30 && q.length() < 30
                ? Math.max(shared, (JaroWinkler.similarity(p, q) - 0.7) / 0.3)
                : shared;
    }

    private static String[] names(View view) {
        String[] out = new String[view.width()];
        Arrays.setAll(out, column -> String.join("", parts(view.name(column))));
        return out;
    }

    /** How many words of two names are the same, of all their words. */
    private static double names(String left, String right) {
        Set<String> words = new HashSet<>(parts(left));
        Set<String> all = new HashSet<>(parts(right));
        Set<String> common = new HashSet<>(all);
        common.retainAll(words);
        all.addAll(words);
        return common.size() / (double) all.size();
    }

    private static List<String> parts(String name) {
        String spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return List.of(spaced.split("[^\\p{L}\\p{N}]+"));
    }
}
