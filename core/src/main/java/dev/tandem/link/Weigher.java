package dev.tandem.link;

import java.util.ArrayList;
import java.util.List;

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
        for (String name : schema.leftPhones()) {
            FieldPair columns = new FieldPair(name, String.join("|", schema.rightPhones()));
            PhoneEvidence phone = new PhoneEvidence(columns, left.column(name), rightPhones);
            phones.add(phone);
        }
        for (FieldPair pair : schema.aliases()) {
            aliases.add(new AliasEvidence(pair, left.column(pair.left()), right.column(pair.right())));
        }
        for (FieldPair pair : schema.values()) {
            values.add(new ValueEvidence(pair, left.column(pair.left()), right.column(pair.right())));
        }
        for (PhoneEvidence phone : phones) {
            KeyLists contacts = new KeyLists(order, phone::rightKeys);
            contactLags.add(Lags.of(contacts, calls.start));
            aliases.forEach(alias -> alias.given(contacts));
        }
        for (AliasEvidence alias : aliases) {
            peopleLags.add(Lags.of(new KeyLists(order, alias::rightKeys), calls.start));
        }
        all.add(time);
        all.addAll(lengths);
        all.addAll(phones);
        all.addAll(aliases);
        all.addAll(values);
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
    boolean sameCode(int l, int r) {
        for (ValueEvidence value : values) {
            if (value.unique() && value.isSame(l, r)) {
                return true;
            }
        }
        return false;
    }

    /** What the columns other than time and duration say of one pair after another. Used by one thread. */
    final class Look {
        /** What they say, and how likely the stamp of another call of the same people is, per second; NaN for none. */
        double others;

        double background;

        /** Whether the two rows have a telephone number in common. */
        boolean contact;

        /**
         * Looks at the columns other than those of like values.
         *
         * @param own the probability with which this very pair was observed last
         */
        Look at(int l, int r, double own) {
            double lag = calls.fromStart(l, r);
            others = 0;
            background = Double.NaN;
            contact = false;
            for (int i = 0; i < phones.size(); i++) {
                PhoneEvidence phone = phones.get(i);
                int level = phone.level(l, r);
                others += phone.weight(l, level);
                if (level == Phones.SAME) {
                    contact = true;
                    background = Double.isNaN(background) ? contactLags.get(i).density(lag) : background;
                }
            }
            for (int i = 0; i < aliases.size(); i++) {
                AliasEvidence alias = aliases.get(i);
                int pair = alias.pair(l, r);
                others += alias.weight(l, r, pair, own, contact);
                if (Double.isNaN(background) && alias.namesPeople() && alias.goesTogether(pair)) {
                    background = peopleLags.get(i).density(lag);
                }
            }
            return this;
        }

        /** Adds what the columns of like values say, which takes longest. */
        void addValues(int l, int r) {
            for (ValueEvidence value : values) {
                others += value.weight(l, r);
            }
        }

        /** No less than {@link #addValues} would add, for less work. */
        double mostOfValues(int l, int r) {
            double sum = 0;
            for (ValueEvidence value : values) {
                sum += value.mostWeight(l, r);
            }
            return sum;
        }
    }

    /** What time and duration say of a pair. */
    double times(int l, int r, double background) {
        double sum = time.weight(l, r, background);
        for (LengthEvidence length : lengths) {
            sum += length.weight(l, r);
        }
        return sum;
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
        double[] weights = new double[all.size()];
        Look look = new Look().at(l, r, 0);
        int i = 0;
        weights[i++] = time.weight(l, r, look.background);
        for (LengthEvidence length : lengths) {
            weights[i++] = length.weight(l, r);
        }
        for (PhoneEvidence phone : phones) {
            weights[i++] = phone.weight(l, phone.level(l, r));
        }
        for (AliasEvidence alias : aliases) {
            weights[i++] = alias.weight(l, r, alias.pair(l, r), 0, look.contact);
        }
        for (ValueEvidence value : values) {
            weights[i++] = value.weight(l, r);
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
