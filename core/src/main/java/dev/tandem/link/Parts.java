package dev.tandem.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recordings that follow one another so closely, with the same people, that they may be parts of one call. */
final class Parts {
    /** Parts by what speaks for them: a code in common, a whole run of recordings, its beginning, any stretch of it. */
    static final int CODE = 0;

    static final int RUN = 1;
    static final int BEGINNING = 2;
    static final int STRETCH = 3;
    static final int KINDS = 4;

    /** Some recordings that may be one call, in order of time. */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(int[] members, double span, double sum, int kind) {}

    private final Calls calls;
    private final long[] party;
    private final List<Column> agents;
    private final Runs runs = new TableRuns();
    private final @Nullable List<Part>[] byFirst;
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
        byFirst = lists(calls.rights);
        byCode = new Part[calls.rights];
        List<Column> grouping = contacts.isEmpty() ? agents : contacts;
        for (int r = 0; r < party.length; r++) {
            party[r] = party(grouping, r);
        }
        codes.forEach(this::share);
        int[] rows = Order.sorted(Order.of(Calls.keys(calls.start)), party);
        for (int i = 0; i < rows.length; i++) {
            if (party[rows[i]] != 0) {
                runs.grow(rows, i, this::add);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<Part>[] lists(int size) {
        return new List[size];
    }

    /** The same for the same values in whatever order; 0 if all are missing. */
    private static long party(List<Column> columns, int row) {
        long sum = 0;
        for (Column column : columns) {
            String value = column.value(column.code(row));
            sum += value == null ? 0 : Runs.party(value);
        }
        return sum;
    }

    /** Those of the table. */
    private final class TableRuns extends Runs {
        @Override
        double start(int row) {
            return calls.start[row];
        }

        @Override
        double length(int row) {
            return calls.rightLength[row];
        }

        @Override
        long party(int row) {
            return party[row];
        }

        @Override
        boolean compatible(int a, int b) {
            for (Column column : agents) {
                if (column.code(a) != 0 && column.code(b) != 0 && column.code(a) != column.code(b)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Recordings that share a code are parts of one call. */
    private void share(Column column) {
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int r = 0; r < calls.rights; r++) {
            int code = column.code(r);
            if (code != 0 && column.count(code) > 1 && column.count(code) <= Runs.MOST) {
                groups.computeIfAbsent(code, c -> new ArrayList<>()).add(r);
            }
        }
        for (List<Integer> group : groups.values()) {
            group.sort(Comparator.comparingDouble(i -> calls.start[i]));
            int[] members = group.stream().mapToInt(i -> i).toArray();
            Part part = runs.sharing(members);
            add(part);
            for (int member : members) {
                byCode[member] = byCode[member] == null ? part : byCode[member];
            }
        }
    }

    private void add(Part part) {
        List<Part> from = byFirst[part.members[0]];
        if (from == null) {
            from = new ArrayList<>(1);
            byFirst[part.members[0]] = from;
        }
        from.add(part);
    }

    /** How many of each kind there are. */
    int[] counts() {
        int[] counts = new int[KINDS];
        for (int row = 0; row < byFirst.length; row++) {
            from(row).forEach(part -> counts[part.kind]++);
        }
        return counts;
    }

    /** How many of each kind there would be if nothing but rows left alone made them up. */
    double[] alone(double[] taken) {
        double[] alone = new double[KINDS];
        double[] all = new double[KINDS];
        for (int row = 0; row < byFirst.length; row++) {
            for (Part part : from(row)) {
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

    List<Part> from(int first) {
        List<Part> parts = byFirst[first];
        return parts == null ? List.of() : parts;
    }

    /** The recordings that share a code with one; null if there are none. */
    @Nullable
    Part sharing(int row) {
        return byCode[row];
    }
}
