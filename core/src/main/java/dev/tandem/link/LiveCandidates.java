package dev.tandem.link;

import dev.tandem.link.value.Phone;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an index that are worth a look for a left row: near in time, or with a key in common and
 * not too far. Every list is bounded, as {@link CallCandidates} has it for tables.
 */
final class LiveCandidates {
    private final CallRows rows;
    private final CallReader.Left left;
    private int[] taken = new int[256];
    private int size;

    LiveCandidates(CallRows rows, CallWeights weights, CallReader.Left left) {
        this.rows = rows;
        this.left = left;
        if (!Double.isNaN(left.stamp()) && !left.dayOnly()) {
            near(left.stamp());
        }
        for (Phone phone : left.phones()) {
            keyed(phone == null ? null : rows.withPhone(phone));
        }
        int kinds = weights.aliases.size();
        for (int i = 0; i < left.values().length; i++) {
            String value = left.values()[i];
            keyed(value == null ? null : rows.withText(kinds + i, value));
        }
        for (int i = 0; i < kinds; i++) {
            if (weights.aliases.get(i).namesPeople()) {
                for (String partner : weights.aliases.get(i).of(left.kinds()[i]).partners()) {
                    keyed(rows.withText(i, partner));
                }
            }
        }
    }

    /** Each once, ascending. */
    int[] rows() {
        Arrays.sort(taken, 0, size);
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || taken[i] != taken[i - 1]) {
                taken[n++] = taken[i];
            }
        }
        size = n;
        return Arrays.copyOf(taken, n);
    }

    private void add(int row) {
        if (size == taken.length) {
            taken = Arrays.copyOf(taken, 2 * size);
        }
        taken[size++] = row;
    }

    private void near(double s) {
        double reach = CallCandidates.reach(rows.span(), rows.timed());
        double ahead = Math.min(reach, CallCandidates.NEAR_AHEAD);
        rows.byTime.nearest(s, s - reach, s + ahead, CallCandidates.NEAR, rows.start, this::add);
    }

    private void keyed(@Nullable TimeList list) {
        if (list == null) {
            return;
        }
        double s = left.stamp();
        double day = CallCandidates.DAY;
        if (Double.isNaN(s)) {
            TimeList.Cursor from = list.new Cursor(Double.NEGATIVE_INFINITY, rows.start);
            for (int i = 0; i < Math.min(CallCandidates.KEYED, list.size()); i++) {
                add(from.next());
            }
        } else if (left.dayOnly()) {
            list.nearest(s, s - 2 * day, s + day, CallCandidates.ON_A_DAY, rows.start, this::add);
        } else {
            double to = s + CallCandidates.AHEAD;
            list.nearest(s, s - CallCandidates.BACK, to, CallCandidates.KEYED, rows.start, this::add);
        }
    }
}
