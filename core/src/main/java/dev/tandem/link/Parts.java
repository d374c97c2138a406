package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recordings that follow one another so closely, with the same people, that they may be parts of one call. */
final class Parts {
    private static final int MOST = 7;
    private static final double GAP = 120;

    /** Parts by what speaks for them: a code in common, a whole run of recordings, its beginning, any stretch of it. */
    static final int CODE = 0;

    private static final int RUN = 1;
    private static final int BEGINNING = 2;
    private static final int STRETCH = 3;
    static final int KINDS = 4;

    /** Some recordings that may be one call, in order of time. */
    record Part(int[] members, double span, double sum, int kind) {}

    private final Calls calls;
    private final long[] party;
    private final List<Column> agents;

    private static final Part[] NONE = {};

    /** By the first of their rows. */
    private final Part[][] byFirst;

    private final @Nullable Part[] byCode;

    /**
     * @param contacts the right columns of numbers
     * @param agents the right columns of colleagues and the like
     * @param codes the right columns whose values are unique to calls
     */
    Parts(Calls calls, List<Column> contacts, List<Column> agents, List<Column> codes) {
        this.calls = calls;
        this.agents = agents;
        party = new long[calls.rights];
        byFirst = new Part[calls.rights][];
        Arrays.fill(byFirst, NONE);
        byCode = new Part[calls.rights];
        List<Column> grouping = contacts.isEmpty() ? agents : contacts;
        for (int r = 0; r < party.length; r++) {
            party[r] = party(grouping, r);
        }
        codes.forEach(this::share);
        int[] rows = Order.sorted(Order.of(Calls.keys(calls.start)), party);
        for (int i = 0; i < rows.length; i++) {
            if (party[rows[i]] != 0) {
                grow(rows, i);
            }
        }
    }

    /** The same for the same values in whatever order; 0 if all are missing. */
    private static long party(List<Column> columns, int row) {
        long sum = 0;
        for (Column column : columns) {
            String value = column.value(column.code(row));
            sum += value == null ? 0 : 0x9E3779B97F4A7C15L * (value.hashCode() * 31L + value.length());
        }
        return sum;
    }

    private boolean compatible(int a, int b) {
        for (Column column : agents) {
            if (column.code(a) != 0 && column.code(b) != 0 && column.code(a) != column.code(b)) {
                return false;
            }
        }
        return true;
    }

    /** Recordings that share a code are parts of one call. */
    private void share(Column column) {
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int r = 0; r < calls.rights; r++) {
            int code = column.code(r);
            if (code != 0 && column.count(code) > 1 && column.count(code) <= MOST) {
                groups.computeIfAbsent(code, c -> new ArrayList<>()).add(r);
            }
        }
        for (List<Integer> group : groups.values()) {
            group.sort(Comparator.comparingDouble(i -> calls.start[i]));
            int[] members = group.stream().mapToInt(i -> i).toArray();
            int last = members[members.length - 1];
            double sum = Arrays.stream(members)
                    .mapToDouble(i -> calls.rightLength[i])
                    .sum();
            double span = calls.start[last] + calls.rightLength[last] - calls.start[members[0]];
            Part part = new Part(members, span, sum, CODE);
            add(part);
            for (int member : members) {
                byCode[member] = byCode[member] == null ? part : byCode[member];
            }
        }
    }

    private boolean follows(int first, int next) {
        double gap = calls.start[next] - calls.start[first] - calls.rightLength[first];
        return party[first] == party[next] && gap >= -2 && gap <= GAP && compatible(first, next);
    }

    private void grow(int[] rows, int at) {
        int first = rows[at];
        int last = at;
        while (last + 1 < rows.length && last - at + 1 < MOST && follows(rows[last], rows[last + 1])) {
            last++;
        }
        boolean begins = at == 0 || !follows(rows[at - 1], first);
        boolean ends = last + 1 == rows.length || !follows(rows[last], rows[last + 1]);
        double sum = calls.rightLength[first];
        for (int i = at + 1; i <= last; i++) {
            int[] members = new int[i - at + 1];
            for (int k = 0; k < members.length; k++) {
                members[k] = rows[at + k];
            }
            sum += calls.rightLength[rows[i]];
            double span = calls.start[rows[i]] + calls.rightLength[rows[i]] - calls.start[first];
            if (!Double.isNaN(span)) {
                add(new Part(members, span, sum, !begins ? STRETCH : i == last && ends ? RUN : BEGINNING));
            }
        }
    }

    private void add(Part part) {
        int first = part.members[0];
        int many = byFirst[first].length;
        byFirst[first] = Arrays.copyOf(byFirst[first], many + 1);
        byFirst[first][many] = part;
    }

    /** How many of each kind there would be if nothing but rows left alone made them up. */
    double[] alone(double[] taken) {
        double[] alone = new double[KINDS];
        double[] all = new double[KINDS];
        for (Part[] parts : byFirst) {
            for (Part part : parts) {
                double free = 1;
                for (int member : part.members) {
                    free *= Math.max(0, 1 - taken[member]);
                }
                alone[part.kind] += free;
                all[part.kind]++;
            }
        }
        for (int k = 0; k < KINDS; k++) {
            alone[k] = Math.max(1, Math.max(alone[k], 0.02 * all[k]));
        }
        return alone;
    }

    /** The parts that begin with a row; not to be changed. */
    Part[] from(int first) {
        return byFirst[first];
    }

    /** The recordings that share a code with one; null if there are none. */
    @Nullable
    Part sharing(int row) {
        return byCode[row];
    }
}
