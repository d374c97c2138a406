package dev.tandem.feed;

/** What the time in a feed's names and metadata is. */
public enum TimeConvention {
    START,
    END
}
