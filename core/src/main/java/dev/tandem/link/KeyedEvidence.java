package dev.tandem.link;

import org.jspecify.annotations.Nullable;

/** Evidence by whose keys pairs are looked for. */
abstract class KeyedEvidence extends Evidence {
    static final long[] NO_KEYS = {};

    private final Calls calls;
    private @Nullable KeyLists lists;

    KeyedEvidence(FieldPair columns, Calls calls) {
        super(columns);
        this.calls = calls;
    }

    /** The keys of a left row; none if it has none, or none yet. */
    abstract long[] leftKeys(int left);

    /** The keys of a right row. */
    abstract long[] rightKeys(int right);

    /** The right rows of each key. Asked by one thread first. */
    final KeyLists lists() {
        if (lists == null) {
            lists = new KeyLists(calls.byTime(), calls.start, this::rightKeys);
        }
        return lists;
    }
}
