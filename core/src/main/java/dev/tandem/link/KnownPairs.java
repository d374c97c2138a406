package dev.tandem.link;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What persons know of the pairs of two tables, in row numbers: which belong together and which do not. Immutable. */
final class KnownPairs {
    static final KnownPairs NONE = new KnownPairs(Map.of());

    /** What a known match is worth beside what its rows say, natural logarithm. */
    private static final double KNOWN = 20;

    /** So much of what its rows say is heard still, for it tells a single recording from parts of a call. */
    private static final double HEARD = 5;

    private static final int[] NO_ROWS = {};

    private final Map<Long, Boolean> labels;
    private final BitSet lefts = new BitSet();
    private final BitSet matchedRights = new BitSet();
    private final Map<Integer, int[]> partners = new HashMap<>();

    private KnownPairs(Map<Long, Boolean> labels) {
        this.labels = labels;
        labels.forEach((pair, match) -> {
            int l = (int) (pair >> 32);
            lefts.set(l);
            if (match) {
                matchedRights.set(pair.intValue());
                int[] rows = partners.getOrDefault(l, NO_ROWS);
                rows = Arrays.copyOf(rows, rows.length + 1);
                rows[rows.length - 1] = pair.intValue();
                partners.put(l, rows);
            }
        });
        partners.values().forEach(Arrays::sort);
    }

    /** @param labels by {@link PairModel.Task#pair}, whether a pair is a match; others are not known */
    static KnownPairs of(Map<Long, Boolean> labels) {
        return labels.isEmpty() ? NONE : new KnownPairs(Map.copyOf(labels));
    }

    /**
     * What labels say of the rows of two tables; of two labels of one pair the last counts.
     *
     * @param strange takes those of rows that are not there
     */
    static KnownPairs of(Table left, Table right, List<Label> labels, Consumer<Label> strange) {
        if (labels.isEmpty()) {
            return NONE;
        }
        Map<String, Integer> lefts = left.rowsById();
        Map<String, Integer> rights = right.rowsById();
        Map<Long, Boolean> known = new HashMap<>();
        for (Label label : labels) {
            Integer l = lefts.get(label.leftId());
            Integer r = rights.get(label.rightId());
            if (l != null && r != null) {
                known.put(PairModel.Task.pair(l, r), label.match());
            } else {
                strange.accept(label);
            }
        }
        return of(known);
    }

    /** By {@link PairModel.Task#pair}, whether a pair is a match. */
    Map<Long, Boolean> byPair() {
        return labels;
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    /** Whether anything is known of a left row. */
    boolean tells(int left) {
        return lefts.get(left);
    }

    boolean isMatch(int left, int right) {
        return lefts.get(left) && Boolean.TRUE.equals(labels.get(PairModel.Task.pair(left, right)));
    }

    boolean isDenied(int left, int right) {
        return lefts.get(left) && Boolean.FALSE.equals(labels.get(PairModel.Task.pair(left, right)));
    }

    /** Whether a left row is known not to match one of some right rows. */
    boolean denies(int left, int... rights) {
        return lefts.get(left) && Arrays.stream(rights).anyMatch(right -> isDenied(left, right));
    }

    /** Whether a right row has a known match. */
    boolean hasMatch(int right) {
        return matchedRights.get(right);
    }

    /** The right rows that a left row is known to match, ascending. */
    int[] partners(int left) {
        return lefts.get(left) ? partners.getOrDefault(left, NO_ROWS) : NO_ROWS;
    }

    /** The candidates of a left row, ascending, and with them the rows that it is known to match. */
    int[] with(int left, int[] candidates) {
        int[] more = partners(left);
        if (more.length == 0) {
            return candidates;
        }
        int[] all = Arrays.copyOf(candidates, candidates.length + more.length);
        System.arraycopy(more, 0, all, candidates.length, more.length);
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    /**
     * The evidence for a link of a left row with one right row or several, as what is known changes it.
     *
     * @param natural what the rows say
     */
    double evidence(int left, double natural, int... rights) {
        if (!lefts.get(left)) {
            return natural;
        }
        if (denies(left, rights)) {
            return Double.NEGATIVE_INFINITY;
        }
        long matches =
                Arrays.stream(rights).filter(right -> isMatch(left, right)).count();
        return matches == 0 ? natural : Math.max(0, Math.min(HEARD, natural)) + matches * KNOWN;
    }

    /** What is known of the rows of a part of each table, by their places in it. */
    KnownPairs of(int[] leftRows, int[] rightRows) {
        if (isEmpty()) {
            return this;
        }
        int[] leftPlaces = places(leftRows);
        int[] rightPlaces = places(rightRows);
        Map<Long, Boolean> some = new HashMap<>();
        labels.forEach((pair, match) -> {
            int l = place(leftPlaces, (int) (pair >> 32));
            int r = place(rightPlaces, pair.intValue());
            if (l >= 0 && r >= 0) {
                some.put(PairModel.Task.pair(l, r), match);
            }
        });
        return of(some);
    }

    /** By row, its place; -1 for one that has none. */
    private static int[] places(int[] rows) {
        int[] places = new int[Arrays.stream(rows).max().orElse(-1) + 1];
        Arrays.fill(places, -1);
        for (int i = 0; i < rows.length; i++) {
            places[rows[i]] = i;
        }
        return places;
    }

    private static int place(int[] places, int row) {
        return row < places.length ? places[row] : -1;
    }

    /** At most so many known matches, spread over the left rows. */
    long[] someMatches(int most) {
        long[] all = labels.entrySet().stream()
                .filter(Map.Entry::getValue)
                .mapToLong(Map.Entry::getKey)
                .sorted()
                .toArray();
        int n = Math.min(most, all.length);
        long[] some = new long[n];
        for (int i = 0; i < n; i++) {
            some[i] = all[(int) ((long) i * all.length / n)];
        }
        return some;
    }

    /** Takes the score of a pair of rows. */
    interface Score {
        double of(int left, int right);
    }

    /**
     * Pairs as they are once a person was heard: what is known to match is certain, found or not; left out is what is known
     * not to, and what would give a row of a known match another partner where it may have but one.
     *
     * @param pairs in the order of their rows
     * @param asked how many partners rows may have; where it is to be found, rivals are left as they are
     * @param score of a pair by itself
     * @return in the same order
     */
    List<Solution.Pair> applied(List<Solution.Pair> pairs, Cardinality asked, Score score) {
        if (isEmpty()) {
            return pairs;
        }
        boolean leftOnce = asked == Cardinality.ONE_TO_ONE || asked == Cardinality.MANY_TO_ONE;
        boolean rightOnce = asked == Cardinality.ONE_TO_ONE || asked == Cardinality.ONE_TO_MANY;
        Map<Long, Solution.Pair> all = new TreeMap<>();
        for (Solution.Pair pair : pairs) {
            boolean excluded = (leftOnce && partners(pair.left()).length > 0) || (rightOnce && hasMatch(pair.right()));
            if (!excluded) {
                all.put(PairModel.Task.pair(pair.left(), pair.right()), pair);
            }
        }
        labels.forEach((key, match) -> {
            all.remove(key);
            if (match) {
                int l = (int) (key >> 32);
                int r = key.intValue();
                all.put(key, new Solution.Pair(l, r, score.of(l, r), 1));
            }
        });
        return List.copyOf(all.values());
    }
}
