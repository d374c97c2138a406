package dev.tandem.link;

import org.jspecify.annotations.Nullable;

/** Evidence by whose keys pairs are looked for. */
abstract class KeyedEvidence extends Evidence {
    static final long[] NO_KEYS = {};

    private final int[] order;
    private @Nullable KeyLists lists;

    /** @param order the right rows that have a time, in its order */
    KeyedEvidence(FieldPair columns, int[] order) {
        super(columns);
        this.order = order;
    }

    /** The keys of a left row; none if it has none, or none yet. */
    abstract long[] leftKeys(int left);

    /** The keys of a right row. */
    abstract long[] rightKeys(int right);

    /** The right rows of each key. Asked by one thread first. */
    final KeyLists lists() {
        if (lists == null) {
            lists = new KeyLists(order, this::rightKeys);
        }
        return lists;
    }
}
