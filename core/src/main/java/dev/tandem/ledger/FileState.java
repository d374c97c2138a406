package dev.tandem.ledger;

/** What has become of one version of a file. */
public enum FileState {
    /** Seen, but not yet unchanged for the feed's settle time. */
    ARRIVING,
    /** Unchanged for long enough; to be judged. */
    SETTLED,
    /** Judged, and waiting for its other half; the reason says for what. */
    WAITING,
    /** Belongs to a call. */
    PAIRED,
    /** Its call was delivered, or its bytes had been before, and it stays where it is. */
    KEPT,
    /** Its call was delivered, or its bytes had been before, and it was moved aside. */
    ARCHIVED,
    /** Wrong; the reason says how. */
    REFUSED,
    /** Gone from the source before it was used, by no act of ours. */
    VANISHED,
    /** Deleted by us after its call's delivery. */
    DELETED,
    /** Deleted by us at the end of its retention. */
    PURGED
}
