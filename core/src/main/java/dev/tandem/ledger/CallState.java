package dev.tandem.ledger;

/** What has become of one call. */
public enum CallState {
    /** A revision is to be delivered; perhaps it was tried, perhaps even taken, and we do not know it. */
    READY,
    /** The sink took the latest revision. */
    DELIVERED,
    /** Delivered, and its recording was purged; it takes no more updates. */
    PURGED,
    /** The sink will never take it. */
    REFUSED,
    /** One of its files vanished or was replaced before any delivery was confirmed. */
    DROPPED
}
