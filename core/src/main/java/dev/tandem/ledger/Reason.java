package dev.tandem.ledger;

import java.util.Locale;

/** Why a file waits, was refused or is no more: for programs. The sentence for people stands beside it. */
public enum Reason {
    /** A recording whose metadata has not come. */
    AWAITING_METADATA,
    /** Metadata whose recording has not come. */
    AWAITING_RECORDING,
    /** Another file of the same base name is still arriving. */
    AWAITING_SIBLING,
    /** Several metadata files claim one recording. */
    CONFLICTING_METADATA,
    /** Several recordings claim one metadata file. */
    CONFLICTING_RECORDINGS,
    /** Several recordings could be meant, or one that is not sure. */
    AMBIGUOUS_MATCH,
    /** A person decided which recording it belongs to, and that cannot be done: the detail says why. */
    DECISION_VOID,

    BAD_NAME,
    UNSUPPORTED_TYPE,
    EMPTY,
    TOO_LARGE,
    /** Metadata that cannot be read as one flat set of fields. */
    BAD_METADATA,
    MISSING_FIELD,
    /** A metadata update after the update window. */
    UPDATE_TOO_LATE,
    /** A metadata update for a call whose recording is purged. */
    CALL_PURGED,
    /** Metadata of another kind than the call has already. */
    OTHER_METADATA_KIND,
    /** The sink said no. */
    SINK_REFUSED,

    /** The same bytes as were delivered already. */
    DUPLICATE;

    /** As it is written in reports: {@code awaiting-metadata}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
