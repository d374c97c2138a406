package dev.tandem.link;

/** Evidence by whose keys pairs are looked for. */
abstract class KeyedEvidence extends Evidence {
    static final long[] NO_KEYS = {};

    KeyedEvidence(FieldPair columns) {
        super(columns);
    }

    /** The keys of a left row; none if it has none, or none yet. */
    abstract long[] leftKeys(int left);

    /** The keys of a right row. */
    abstract long[] rightKeys(int right);
}
