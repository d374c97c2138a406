package dev.tandem.link;

import dev.tandem.link.value.Phones;
import dev.tandem.link.value.TextKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All evidence on two tables of calls, weighed together: what one column says depends on what others have said. */
final class Weigher {
    final TimeEvidence time;
    final List<LengthEvidence> lengths;
    final List<PhoneEvidence> phones;
    final List<AliasEvidence> aliases;
    final List<ValueEvidence> values;
    private final List<Evidence> all;
    private final Calls calls;
    private final RightRows rightRows;
    private final List<Lags> contactLags;
    private final List<Lags> peopleLags;

    Weigher(CallSchema schema, Calls calls, Table left, Table right, Parallel parallel) {
        this.calls = calls;
        List<Column> rightPhones =
                schema.rightPhones().stream().map(right::column).toList();
        List<Supplier<Evidence>> columns = new ArrayList<>();
        columns.add(() -> new TimeEvidence(schema.time(), calls));
        FieldPair length = schema.length();
        if (length != null) {
            columns.add(() -> new LengthEvidence(length, calls));
        }
        for (FieldPair pair : schema.phonePairs()) {
            columns.add(() -> new PhoneEvidence(pair, left.column(pair.left()), rightPhones, calls));
        }
        for (FieldPair pair : schema.aliases()) {
            columns.add(() -> new AliasEvidence(pair, left.column(pair.left()), right.column(pair.right()), calls));
        }
        for (int i = 0; i < schema.values().size(); i++) {
            FieldPair pair = schema.values().get(i);
            TextKind kind = schema.kinds().get(i);
            columns.add(
                    () -> new ValueEvidence(pair, kind, left.column(pair.left()), right.column(pair.right()), calls));
        }
        all = parallel.all(columns);
        time = (TimeEvidence) all.get(0);
        lengths = of(LengthEvidence.class);
        phones = of(PhoneEvidence.class);
        aliases = of(AliasEvidence.class);
        values = of(ValueEvidence.class);
        rightRows = new RightRows(right.size(), phones, aliases, values);
        for (PhoneEvidence phone : phones) {
            aliases.forEach(alias -> alias.given(phone.lists()));
        }
        given(Loyalty.ofContacts(phones.stream().map(PhoneEvidence::lists).toList()));
        contactLags = phones.stream()
                .map(phone -> Lags.ofContacts(phone.lists(), calls.start))
                .toList();
        peopleLags = aliases.stream()
                .map(alias -> Lags.ofColleagues(alias.lists(), calls.start))
                .toList();
    }

    private <E extends Evidence> List<E> of(Class<E> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Learns how much less each column of like values says once a number or a value of a column before agrees. */
    private void given(Loyalty contacts) {
        List<Loyalty> sharing = new ArrayList<>(List.of(contacts));
        for (ValueEvidence value : values) {
            value.levels().loyal(sharing.stream().mapToDouble(value::loyalTo).toArray());
            sharing.add(value.sharing());
        }
    }

    ValueSum valueSum() {
        return new ValueSum(values.stream().map(ValueEvidence::levels).toList());
    }

    /** How soon calls follow one another that share a number, or a colleague, by the columns that tell it. */
    Map<String, Lags> lags() {
        Map<String, Lags> lags = new LinkedHashMap<>();
        for (int i = 0; i < phones.size(); i++) {
            lags.put(phones.get(i).columns().toString(), contactLags.get(i));
        }
        for (int i = 0; i < aliases.size(); i++) {
            lags.put(aliases.get(i).columns().toString(), peopleLags.get(i));
        }
        return lags;
    }

    RightRows rightRows() {
        return rightRows;
    }

    List<Evidence> all() {
        return all;
    }

    /** The evidence by which rows are looked for; aliases only once they are learned. */
    List<KeyedEvidence> keyed() {
        List<KeyedEvidence> keyed = new ArrayList<>(phones);
        keyed.addAll(values);
        aliases.stream().filter(AliasEvidence::namesPeople).forEach(keyed::add);
        return keyed;
    }

    /** Whether a code that only one call has agrees. */
    boolean sameCode(Comparisons pairs, int at) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).unique() && pairs.value(at, i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** What the columns say of one pair after another. Used by one thread. */
    final class Look {
        /** What the columns other than time and duration say. */
        double others;

        /** What time and duration say. */
        double times;

        /** How likely the stamp of another call of the same people is, per second; NaN for none. */
        double background;

        /** Whether the two rows have a telephone number in common. */
        boolean contact;

        private final double[] ofPhones = new double[phones.size()];
        private final ValueSum ofValues = valueSum();

        /**
         * What all but the values say.
         *
         * @param own the probability with which this very pair was observed last
         */
        void atMost(Comparisons pairs, int at, int l, int r, double own) {
            background = Double.NaN;
            others = ofPhones(pairs, at, l, r);
            for (int i = 0; i < aliases.size(); i++) {
                AliasEvidence alias = aliases.get(i);
                int pair = alias.pair(l, rightRows.alias(r, i));
                others += alias.weight(pair, l, r, own, contact);
                if (Double.isNaN(background) && alias.goTogether(pair) && alias.namesPeople()) {
                    background = peopleLags.get(i).density(calls.fromStart(l, r));
                }
            }
            ofValues.begin(contact);
            times = time.weight(l, pairs.time(at), background);
            for (int i = 0; i < lengths.size(); i++) {
                times += lengths.get(i).weight(l, pairs.length(at, i));
            }
        }

        private double ofPhones(Comparisons pairs, int at, int l, int r) {
            contact = false;
            for (int i = 0; i < ofPhones.length; i++) {
                PhoneEvidence phone = phones.get(i);
                int level = pairs.phone(at, i);
                ofPhones[i] = phone.weight(l, level);
                if (level == Phones.SAME && !contact) {
                    contact = true;
                    // A contact's other calls are anywhere, or follow this one closely, however few or many they are.
                    background = time.density(l) + contactLags.get(i).more(calls.fromStart(l, r), phone.rows(l));
                }
            }
            double sum = 0;
            for (double weight : PhoneLevels.together(ofPhones)) {
                sum += weight;
            }
            return sum;
        }

        /**
         * Compares the values and adds what they say, as long as the sum may come to something: which of them are equal is
         * soon known, how much alike the others are is not.
         *
         * @return false if what the columns other than time and duration say is less than the least, whatever it is
         */
        boolean addValues(Comparisons pair, int at, int l, int r, double least) {
            double open = 0;
            for (int i = 0; i < values.size(); i++) {
                open += most(i, l, pair.compareEqual(at, i, l, r));
            }
            for (int i = 0; i < values.size() && others + open >= least; i++) {
                int level = pair.value(at, i);
                open -= most(i, l, level);
                others += value(i, l, level == ValueEvidence.UNEQUAL ? pair.compareValue(at, i, l, r) : level);
            }
            return others + open >= least;
        }

        /** The most that a value may add, whatever agrees beside it. */
        private double most(int column, int l, int level) {
            ValueEvidence value = values.get(column);
            if (level == ValueEvidence.UNEQUAL) {
                return value.mostUnequal(ValueLevels.ALIKE_LEVEL);
            }
            double alone = value.weight(l, level);
            return value.unique() ? alone : Math.max(0, alone);
        }

        /**
         * The most that all columns together may say, as far as it is known once {@link #atMost} was asked.
         *
         * @param pairs whose values were found to be equal or not
         */
        double most(Comparisons pairs, int at, int l) {
            double most = others + times;
            for (int i = 0; i < values.size(); i++) {
                most += most(i, l, pairs.value(at, i));
            }
            return most;
        }

        /** What all say. */
        void at(Comparisons pairs, int at, int l, int r, double own) {
            atMost(pairs, at, l, r, own);
            for (int i = 0; i < values.size(); i++) {
                others += value(i, l, pairs.value(at, i));
            }
        }

        /** What the next of the like values says, whose level is known. */
        double value(int column, int l, int level) {
            return ofValues.next(level, values.get(column).weight(l, level));
        }
    }

    /** What time and duration say of a left row and parts of a call. */
    double times(int l, Parts.Part part, double background) {
        int first = part.members()[0];
        double sum = time.weight(l, first, calls.fromStart(l, first) - part.span(), background);
        for (LengthEvidence length : lengths) {
            sum += length.weight(l, part);
        }
        return sum;
    }

    /** What each column says, in the order of {@link #all}. */
    double[] weights(int l, int r) {
        Comparisons pair = new Comparisons(this, 1);
        pair.compare(0, l, r);
        Look look = new Look();
        look.atMost(pair, 0, l, r, 0);
        double[] weights = new double[all.size()];
        int i = 0;
        weights[i++] = time.weight(l, pair.time(0), look.background);
        for (int n = 0; n < lengths.size(); n++) {
            weights[i++] = lengths.get(n).weight(l, pair.length(0, n));
        }
        for (double weight : look.ofPhones) {
            weights[i++] = weight;
        }
        for (AliasEvidence alias : aliases) {
            weights[i++] = alias.weight(alias.pair(l, alias.rightCode(r)), l, r, 0, look.contact);
        }
        for (int n = 0; n < values.size(); n++) {
            weights[i++] = look.value(n, l, pair.value(0, n));
        }
        return weights;
    }

    void observe(int l, int r, double probability) {
        for (Evidence one : all) {
            one.observe(l, r, probability);
        }
    }

    void learn() {
        all.forEach(Evidence::learn);
    }
}
