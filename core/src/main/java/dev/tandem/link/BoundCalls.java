package dev.tandem.link;

/** Two tables of calls, read by a schema, and what is learned of them. */
final class BoundCalls {
    final Table left;
    final Table right;
    final Calls calls;
    final Weigher weigher;
    final Parts parts;
    JointLinks joint;

    BoundCalls(
            CallSchema schema, Clock clock, Readers lefts, Readers rights, Cardinality cardinality, Parallel parallel) {
        left = lefts.table();
        right = rights.table();
        calls = read(schema, clock, lefts, rights);
        weigher = new Weigher(schema, calls, left, right, parallel);
        parts = new Parts(
                calls,
                schema.rightPhones().stream().map(right::column).toList(),
                weigher.aliases.stream()
                        .map(a -> right.column(a.columns().right()))
                        .toList(),
                weigher.values.stream()
                        .filter(ValueEvidence::unique)
                        .map(v -> right.column(v.columns().right()))
                        .toList());
        joint = new JointLinks(left.size(), right.size(), cardinality);
    }

    /** How the left clock goes, by what the rows tell; if they do not, what is known. */
    static Clock clock(CallSchema schema, Clock known, Readers lefts, Readers rights) {
        double[] s = lefts.timed(lefts.table().columns().indexOf(schema.time().left()));
        double[] t = rights.timed(rights.table().columns().indexOf(schema.time().right()));
        Clock found = Clock.steady(s, t);
        return found == null || !found.isClear() ? known : found.overTime(s, t);
    }

    private static Calls read(CallSchema schema, Clock clock, Readers lefts, Readers rights) {
        Table left = lefts.table();
        Table right = rights.table();
        Calls calls = new Calls(left.size(), right.size());
        Readers.Times s = lefts.times(left.columns().indexOf(schema.time().left()));
        Readers.Times t = rights.times(right.columns().indexOf(schema.time().right()));
        if (s == null || t == null) {
            return calls;
        }
        calls.start = t.seconds();
        calls.clock = clock;
        calls.resolution = clock.width() > 10 ? 60 : 1;
        calls.dayOnly = s.dayOnly();
        for (int l = 0; l < calls.lefts; l++) {
            double shown = s.seconds()[l];
            if (!Double.isNaN(shown)) {
                calls.day[l] = Math.floor(shown / 86_400);
                calls.stamp[l] = shown - clock.ahead(shown) + (calls.dayOnly[l] ? 43_200 : 0);
            }
        }
        FieldPair length = schema.length();
        if (length != null) {
            double[] a = lefts.lengths(
                    left.columns().indexOf(length.left()), schema.time().left());
            double[] b = rights.lengths(
                    right.columns().indexOf(length.right()), schema.time().right());
            calls.leftLength = lefts.withProse(a == null ? calls.leftLength : a);
            calls.rightLength = b == null ? calls.rightLength : b;
        }
        return calls;
    }
}
