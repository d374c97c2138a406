package dev.tandem.link;

import dev.tandem.link.value.Phones;
import dev.tandem.link.value.TextKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All evidence on two tables of calls, weighed together: what one column says depends on what others have said. */
final class Weigher {
    final TimeEvidence time;
    final List<LengthEvidence> lengths = new ArrayList<>();
    final List<PhoneEvidence> phones = new ArrayList<>();
    final List<AliasEvidence> aliases = new ArrayList<>();
    final List<ValueEvidence> values = new ArrayList<>();
    private final List<Evidence> all = new ArrayList<>();
    private final Calls calls;
    private final List<Lags> contactLags = new ArrayList<>();
    private final List<Lags> peopleLags = new ArrayList<>();

    Weigher(CallSchema schema, Calls calls, Table left, Table right) {
        this.calls = calls;
        time = new TimeEvidence(schema.time(), calls);
        if (schema.length() != null) {
            lengths.add(new LengthEvidence(schema.length(), calls));
        }
        int[] order = calls.byTime();
        List<Column> rightPhones =
                schema.rightPhones().stream().map(right::column).toList();
        for (FieldPair columns : schema.phonePairs()) {
            phones.add(new PhoneEvidence(columns, left.column(columns.left()), rightPhones));
        }
        for (FieldPair pair : schema.aliases()) {
            aliases.add(new AliasEvidence(pair, left.column(pair.left()), right.column(pair.right())));
        }
        for (int i = 0; i < schema.values().size(); i++) {
            FieldPair pair = schema.values().get(i);
            TextKind kind = schema.kinds().get(i);
            values.add(new ValueEvidence(pair, kind, left.column(pair.left()), right.column(pair.right())));
        }
        List<KeyLists> byNumber = new ArrayList<>();
        for (PhoneEvidence phone : phones) {
            KeyLists contacts = new KeyLists(order, phone::rightKeys);
            byNumber.add(contacts);
            contactLags.add(Lags.of(contacts, calls.start));
            aliases.forEach(alias -> alias.given(contacts));
        }
        given(Loyalty.ofContacts(byNumber));
        for (AliasEvidence alias : aliases) {
            peopleLags.add(Lags.of(new KeyLists(order, alias::rightKeys), calls.start));
        }
        all.add(time);
        all.addAll(lengths);
        all.addAll(phones);
        all.addAll(aliases);
        all.addAll(values);
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
                others += alias.weight(l, r, own, contact);
                if (Double.isNaN(background) && alias.namesPeople() && alias.goTogether(l, r)) {
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
                    background = time.density(l) + contactLags.get(i).more(calls.fromStart(l, r)) / phone.rows(l);
                }
            }
            double sum = 0;
            for (double weight : PhoneLevels.together(ofPhones)) {
                sum += weight;
            }
            return sum;
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
            weights[i++] = alias.weight(l, r, 0, look.contact);
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
