package dev.tandem.link;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The links that are possible between calls, decided together: a row is one call's, a recording belongs to one row, or to a
 * row and another that repeats it, and some recordings may be one call. How many of each there are is learned.
 */
final class JointLinks {
    /** Links less likely than this by themselves are not looked at, natural log-odds. */
    static final double WORTH = -9;

    private static final double FEW = 0.1;
    private static final double LEAST_TAKEN = 1e-6;
    private static final int SINGLE = Parts.KINDS;

    private final int lefts;
    private final int rights;
    private final Cardinality cardinality;

    private int size;
    private int[] left = new int[1024];
    private double[] weight = new double[1024];

    /** A kind of parts, or a single recording. */
    private byte[] kind = new byte[1024];

    /** Whether it is a second row for what another row has. */
    private boolean[] again = new boolean[1024];

    private int[] from = new int[1025];
    private int[] members = new int[4096];

    private double[] probability = {};
    private double[] taken;
    private double matches;
    private double repeats;
    private double[] splits = new double[Parts.KINDS];
    private double[] freeParts = new double[Parts.KINDS];

    /** The prior log-odds of each kind of parts and of a single recording, and of a second row for what another has. */
    private final double[] priors = new double[SINGLE + 1];

    private double priorAgain;
    private @Nullable Marginals marginals;
    private KnownPairs known = KnownPairs.NONE;

    JointLinks(int lefts, int rights, Cardinality cardinality) {
        this(lefts, rights, cardinality, new double[rights]);
    }

    private JointLinks(int lefts, int rights, Cardinality cardinality, double[] taken) {
        this.taken = taken;
        this.lefts = lefts;
        this.rights = rights;
        this.cardinality = cardinality;
        matches = 0.8 * Math.min(lefts, rights);
        repeats = 0.01 * lefts;
        Arrays.fill(splits, 0.005 * lefts);
        Arrays.fill(freeParts, 1);
        setPriors();
    }

    /** Begins anew with what was learned of how many links there are. */
    JointLinks next() {
        JointLinks next = new JointLinks(lefts, rights, cardinality, taken);
        next.known = known;
        next.matches = matches;
        next.repeats = repeats;
        next.splits = splits.clone();
        next.freeParts = freeParts.clone();
        next.setPriors();
        return next;
    }

    /** Tells what persons know of the rows. */
    void knows(KnownPairs pairs) {
        known = pairs;
    }

    KnownPairs known() {
        return known;
    }

    double[] rates() {
        double[] rates = new double[2 + Parts.KINDS];
        rates[0] = matches / Math.max(1, lefts);
        rates[1] = repeats / Math.max(1, lefts);
        for (int k = 0; k < Parts.KINDS; k++) {
            rates[2 + k] = splits[k] / Math.max(1, lefts);
        }
        return rates;
    }

    void rates(double[] rates) {
        matches = Math.min(rates[0] * lefts, 0.98 * Math.min(lefts, rights));
        repeats = rates[1] * lefts;
        for (int k = 0; k < Parts.KINDS; k++) {
            splits[k] = rates[2 + k] * lefts;
        }
        setPriors();
    }

    boolean allowsParts() {
        return cardinality == Cardinality.AUTO;
    }

    private boolean allowsRepeats() {
        return cardinality == Cardinality.AUTO;
    }

    /** The prior log-odds of a single link. */
    double single() {
        return priors[SINGLE];
    }

    private void setPriors() {
        double alone = Math.max(1, lefts - matches - repeats);
        for (int k = 0; k < SINGLE; k++) {
            priors[k] = Math.log(Math.max(FEW, splits[k]) / (alone * freeParts[k]));
        }
        priors[SINGLE] = Math.log(Math.max(FEW, matches) / (alone * Math.max(1, rights - matches)));
        priorAgain = Math.log(Math.max(FEW, repeats) / (Math.max(1, matches) * alone));
    }

    /** Adds a link of a left row and one recording. */
    void add(int l, int right, double evidence) {
        if (isWorth(evidence, SINGLE)) {
            add(l, new int[] {right}, evidence, SINGLE);
        }
    }

    /** Adds a link of a left row and parts of a call. */
    void add(int l, Parts.Part part, double evidence) {
        if (isWorth(evidence, part.kind())) {
            add(l, part.members(), evidence, part.kind());
        }
    }

    /** The least evidence for which a link of a left row and one recording is taken. */
    double least() {
        return WORTH - (allowsRepeats() ? Math.max(priors[SINGLE], priorAgain) : priors[SINGLE]);
    }

    private boolean isWorth(double evidence, int ofKind) {
        return evidence + priors[ofKind] > WORTH || (allowsRepeats() && evidence + priorAgain > WORTH);
    }

    private void add(int l, int[] rows, double evidence, int ofKind) {
        if (evidence + priors[ofKind] > WORTH) {
            put(l, rows, evidence, ofKind, false);
        }
        if (allowsRepeats() && evidence + priorAgain > WORTH) {
            put(l, rows, evidence, ofKind, true);
        }
    }

    /** Whether a known match takes a row that may have but one partner. */
    private boolean isExcluded(int l, int[] rows, boolean second) {
        int[] partners = known.partners(l);
        boolean another =
                partners.length > 0 && Arrays.stream(rows).noneMatch(r -> Arrays.binarySearch(partners, r) >= 0);
        boolean taken = !second && Arrays.stream(rows).anyMatch(r -> known.hasMatch(r) && !known.isMatch(l, r));
        return (leftOnce() && another) || (rightOnce() && taken);
    }

    private boolean leftOnce() {
        return cardinality == Cardinality.AUTO
                || cardinality == Cardinality.ONE_TO_ONE
                || cardinality == Cardinality.MANY_TO_ONE;
    }

    private boolean rightOnce() {
        return cardinality == Cardinality.AUTO
                || cardinality == Cardinality.ONE_TO_ONE
                || cardinality == Cardinality.ONE_TO_MANY;
    }

    private void put(int l, int[] rows, double evidence, int ofKind, boolean second) {
        if (!known.isEmpty() && isExcluded(l, rows, second)) {
            return;
        }
        if (size >= left.length) {
            int room = 2 * size + 64;
            left = Arrays.copyOf(left, room);
            weight = Arrays.copyOf(weight, room);
            kind = Arrays.copyOf(kind, room);
            again = Arrays.copyOf(again, room);
            from = Arrays.copyOf(from, room + 1);
        }
        marginals = null;
        int at = from[size];
        if (at + rows.length > members.length) {
            members = Arrays.copyOf(members, 2 * (at + rows.length));
        }
        left[size] = l;
        weight[size] = evidence;
        kind[size] = (byte) ofKind;
        again[size] = second;
        System.arraycopy(rows, 0, members, at, rows.length);
        from[++size] = at + rows.length;
    }

    /** Adds the links of others, whose left rows come one after the other, after these. */
    JointLinks addAll(JointLinks[] others) {
        int links = size + Arrays.stream(others).mapToInt(one -> one.size).sum();
        int rows = from[size]
                + Arrays.stream(others).mapToInt(one -> one.from[one.size]).sum();
        left = Arrays.copyOf(left, links);
        weight = Arrays.copyOf(weight, links);
        kind = Arrays.copyOf(kind, links);
        again = Arrays.copyOf(again, links);
        from = Arrays.copyOf(from, links + 1);
        members = Arrays.copyOf(members, rows);
        marginals = null;
        for (JointLinks one : others) {
            System.arraycopy(one.left, 0, left, size, one.size);
            System.arraycopy(one.weight, 0, weight, size, one.size);
            System.arraycopy(one.kind, 0, kind, size, one.size);
            System.arraycopy(one.again, 0, again, size, one.size);
            System.arraycopy(one.members, 0, members, from[size], one.from[one.size]);
            for (int link = 0; link < one.size; link++) {
                from[size + link + 1] = from[size] + one.from[link + 1];
            }
            size += one.size;
        }
        return this;
    }

    /**
     * Decides, and learns how many links there are.
     *
     * @param onward begins with what was decided last, which is sooner
     */
    void solve(Parts parts, boolean onward, Parallel parallel) {
        // The second time it is known which row has a recording first, and which again.
        decide(parts, onward, parallel);
        decide(parts, true, parallel);
    }

    private void decide(Parts parts, boolean onward, Parallel parallel) {
        double[] odds = new double[size];
        for (int link = 0; link < size; link++) {
            odds[link] = weight[link] + (again[link] ? priorAgain + Math.log(other(link)) : priors[kind[link]]);
        }
        Marginals exclusive = marginals == null ? marginals() : marginals;
        probability = exclusive.of(odds, onward && marginals != null, parallel);
        marginals = exclusive;
        count(parts);
        setPriors();
    }

    /** How sure it is that another row has what this one would have again. */
    private double other(int link) {
        double least = 1;
        for (int i = from[link]; i < from[link + 1]; i++) {
            least = Math.min(least, taken[members[i]] - own(link, members[i]));
        }
        return Math.max(LEAST_TAKEN, least);
    }

    private double own(int link, int right) {
        if (probability.length != size) {
            return 0;
        }
        double own = 0;
        for (int k = link; k >= 0 && left[k] == left[link]; k--) {
            own += again[k] ? 0 : has(k, right) * probability[k];
        }
        for (int k = link + 1; k < size && left[k] == left[link]; k++) {
            own += again[k] ? 0 : has(k, right) * probability[k];
        }
        return own;
    }

    private int has(int link, int right) {
        for (int i = from[link]; i < from[link + 1]; i++) {
            if (members[i] == right) {
                return 1;
            }
        }
        return 0;
    }

    private Marginals marginals() {
        boolean leftOnce = leftOnce();
        boolean rightOnce = rightOnce();
        int[] begin = new int[size + 1];
        int[] rows = new int[from[size] + size];
        int n = 0;
        for (int link = 0; link < size; link++) {
            if (leftOnce) {
                rows[n++] = left[link];
            }
            for (int i = from[link]; i < from[link + 1] && rightOnce; i++) {
                rows[n++] = lefts + (again[link] ? rights : 0) + members[i];
            }
            begin[link + 1] = n;
        }
        return new Marginals(begin, Arrays.copyOf(rows, n), lefts + 2 * rights);
    }

    private void count(Parts parts) {
        taken = new double[rights];
        matches = 0;
        repeats = 0;
        splits = new double[Parts.KINDS];
        for (int link = 0; link < size; link++) {
            double p = probability[link];
            if (again[link]) {
                repeats += p;
                continue;
            }
            matches += p;
            if (kind[link] != SINGLE) {
                splits[kind[link]] += p;
            }
            for (int i = from[link]; i < from[link + 1]; i++) {
                taken[members[i]] += p;
            }
        }
        matches = Math.min(matches, 0.98 * Math.min(lefts, rights));
        freeParts = parts.alone(taken);
    }

    /** Takes each pair of rows and its probability, left row by left row. */
    interface Pairs {
        void take(int left, int right, double probability, double weight);
    }

    /** Tells the pairs of rows, each once, in the order of the left rows and then of the right. */
    void forEach(Pairs pairs) {
        int begin = 0;
        while (begin < size) {
            int end = begin;
            while (end < size && left[end] == left[begin]) {
                end++;
            }
            tell(begin, end, pairs);
            begin = end;
        }
    }

    private void tell(int begin, int end, Pairs pairs) {
        int[] rows = Arrays.copyOfRange(members, from[begin], from[end]);
        Arrays.sort(rows);
        for (int i = 0; i < rows.length; i++) {
            int right = rows[i];
            if (i > 0 && right == rows[i - 1]) {
                continue;
            }
            double p = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (int link = begin; link < end; link++) {
                if (has(link, right) > 0) {
                    p += probability[link];
                    best = Math.max(best, weight[link]);
                }
            }
            pairs.take(left[begin], right, Math.min(1, p), best);
        }
    }

    /** Tells each left row's probability with each single recording, apart from parts of calls. */
    void forEachSingle(Pairs pairs) {
        for (int link = 0; link < size; link++) {
            if (kind[link] == SINGLE && probability[link] > 0) {
                pairs.take(left[link], members[from[link]], probability[link], weight[link]);
            }
        }
    }

    double matches() {
        return matches;
    }

    /** The cardinality that was found. */
    Cardinality found() {
        if (cardinality != Cardinality.AUTO) {
            return cardinality;
        }
        boolean parts = Arrays.stream(splits).sum() > Math.max(1, 0.003 * matches);
        boolean repeated = repeats > Math.max(1, 0.003 * matches);
        if (parts) {
            return repeated ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_MANY;
        }
        return repeated ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_ONE;
    }

    /** How many links there are: rows with recordings, each recording counted, and rows that repeat others. */
    double expected() {
        double sum = 0;
        for (int link = 0; link < size; link++) {
            sum += probability[link] * (from[link + 1] - from[link]);
        }
        return sum;
    }
}
