package dev.tandem.report;

/** What became of a file in a sweep. */
public enum Outcome {
    /** Not looked into: a folder, a link, a file under a temporary name. */
    IGNORED,
    /** Seen, and not yet unchanged for long enough. */
    ARRIVING,
    /** Holds until something else arrives. */
    WAITING,
    /** The recording and the metadata of a call that the sink took. */
    DELIVERED,
    /** Metadata that raised the revision of a call, which the sink took. */
    UPDATED,
    /** The same bytes as were delivered already. */
    DUPLICATE,
    /** Wrong, for a reason that the customer can act on. */
    REFUSED,
    /** Gone from the source before it was used. */
    VANISHED,
    /** Deleted at the end of its retention. */
    PURGED,
    /** Something went wrong that is not the file's fault; it will be tried again. */
    FAILED
}
