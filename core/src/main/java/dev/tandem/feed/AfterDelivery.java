package dev.tandem.feed;

/** What happens to a feed's files once their call is delivered. */
public enum AfterDelivery {
    /** They move to {@code processed/} in the source and are purged at the end of the retention. */
    MOVE,
    /** They stay untouched, and the ledger remembers them: for sources that may not be written to. */
    KEEP,
    /**
     * They stay, and the source is told to mark each as processed or refused, as a bucket does by a tag: for sources that
     * know marks.
     */
    TAG,
    /** They are deleted. */
    DELETE
}
