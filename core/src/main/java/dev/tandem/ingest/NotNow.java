package dev.tandem.ingest;

/** A file cannot be read now, or is no longer what the ledger tells of: it stays as it is and is looked at again. */
final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow() {
        super("not now", null, false, false);
    }
}
