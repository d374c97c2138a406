package dev.tandem.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a model of calls learned, ready to weigh single rows against those of an index. Immutable. */
final class CallWeights {
    private static final double MOST_MATCHED = 0.98;
    private static final double LEAST_RATE = 1e-5;

    final Delays delays = new Delays(1);
    final LengthLevels lengths = new LengthLevels();
    final List<PhoneLevels> phones = new ArrayList<>();
    final List<KnownAliases> aliases = new ArrayList<>();
    final List<ValueLevels> values = new ArrayList<>();
    private final List<Lags> contactLags = new ArrayList<>();
    private final List<Lags> peopleLags = new ArrayList<>();
    private final CallTraits traits;
    private final double single;
    private final double alone;
    private final double[] parts;

    CallWeights(CallSchema schema, Map<String, Map<String, ?>> learned, double[] rates, CallTraits traits) {
        this.traits = traits;
        delays.recall(of(learned, schema.time()));
        FieldPair length = schema.length();
        if (length != null) {
            lengths.recall(of(learned, length));
        }
        for (FieldPair columns : schema.phonePairs()) {
            PhoneLevels levels = new PhoneLevels();
            levels.recallAll(of(learned, columns));
            phones.add(levels);
            contactLags.add(of(traits.lags(), columns));
        }
        for (FieldPair columns : schema.aliases()) {
            aliases.add(new KnownAliases(of(learned, columns)));
            peopleLags.add(of(traits.lags(), columns));
        }
        for (FieldPair columns : schema.values()) {
            values.add(ValueLevels.of(of(learned, columns)));
        }
        double matched = Math.min(MOST_MATCHED, rates[0] + rates[1]);
        double[] splits = Arrays.copyOfRange(rates, 2, rates.length);
        alone = Math.log(1 - matched);
        single = Math.log(Math.max(LEAST_RATE, matched - Arrays.stream(splits).sum()));
        parts = new double[splits.length];
        Arrays.setAll(parts, k -> Math.log(Math.max(LEAST_RATE, splits[k]) / traits.parts()[k]));
    }

    private static <T> T of(Map<String, T> map, FieldPair columns) {
        T of = map.get(columns.toString());
        if (of == null) {
            throw new NullPointerException("nothing was learned of " + columns);
        }
        return of;
    }

    boolean[] unique() {
        boolean[] unique = new boolean[values.size()];
        for (int i = 0; i < unique.length; i++) {
            unique[i] = values.get(i).unique();
        }
        return unique;
    }

    double threshold() {
        return traits.threshold();
    }

    /** The logarithm of how likely it is that a left row belongs to one certain row of so many. */
    double single(int rows) {
        return single - Math.log(Math.max(1, rows));
    }

    /** The same for certain parts of a call. */
    double several(int kind, int rows) {
        return parts[kind] - Math.log(Math.max(1, rows));
    }

    /** The logarithm of how likely it is that a left row belongs to none. */
    double alone() {
        return alone;
    }

    /** See {@link Lags#more}. */
    double more(int phone, double lag, double calls) {
        return contactLags.get(phone).more(lag, calls);
    }

    /** How likely another call of a colleague is at a lag, per second, in so many rows; NaN if too little is known. */
    double colleague(int alias, double lag, int rows) {
        return density(peopleLags.get(alias), lag, rows);
    }

    /** The more rows there are, the further most of a contact's other calls are away. */
    private double density(Lags lags, double lag, int rows) {
        double scale = traits.rows() / Math.max(1, rows);
        return lags.density(lag) * Math.min(scale, 1 / lags.total());
    }
}
