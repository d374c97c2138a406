package dev.tandem.ledger;

/** What a file is, told by its extension. */
public enum FileKind {
    RECORDING,
    METADATA,
    OTHER
}
