package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link Association} learned, for rows that come one by one. Immutable. */
final class LiveAssociation {
    private final Map<String, Integer> lefts = new HashMap<>();
    private final Map<String, Integer> rights = new HashMap<>();
    private final Map<Long, Double> together = new HashMap<>();
    private double[] ofLeft = new double[1];
    private double[] ofRight = new double[1];
    private double all;

    LiveAssociation(List<Association.Entry> entries) {
        for (Association.Entry entry : entries) {
            int a = lefts.computeIfAbsent(entry.left(), value -> lefts.size() + 1);
            int b = rights.computeIfAbsent(entry.right(), value -> rights.size() + 1);
            ofLeft = a < ofLeft.length ? ofLeft : Arrays.copyOf(ofLeft, 2 * a);
            ofRight = b < ofRight.length ? ofRight : Arrays.copyOf(ofRight, 2 * b);
            ofLeft[a] += entry.times();
            ofRight[b] += entry.times();
            together.merge(Edges.key(a, b), entry.times(), Double::sum);
            all += entry.times();
        }
    }

    /** What stands for a left value; 0 for one that was not met. */
    int left(String value) {
        return lefts.getOrDefault(value, 0);
    }

    int right(String value) {
        return rights.getOrDefault(value, 0);
    }

    /** As {@link Association#feature(int, int, double)} of two values that are there. */
    short feature(int left, int right) {
        double met = together.getOrDefault(Edges.key(left, right), 0.0);
        return Association.feature(met, ofLeft[left] * ofRight[right] / Math.max(1, all));
    }
}
