package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.LedgerException.Reason;
import java.sql.SQLException;

/** What SQLite's error codes mean for a ledger. */
final class SqliteFailures {
    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {}

    static LedgerException explain(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case BUSY ->
                new LedgerException(
                        Reason.UNAVAILABLE, "another program keeps the ledger's file locked; end it", failure);
            case READ_ONLY ->
                new LedgerException(
                        Reason.UNAVAILABLE,
                        "the ledger's file cannot be written; check its owner and permissions",
                        failure);
            case CORRUPT, NOT_A_DATABASE ->
                new LedgerException(
                        Reason.NOT_A_LEDGER,
                        "the file is no ledger, or a damaged one; restore it from a backup",
                        failure);
            case FULL ->
                new LedgerException(
                        Reason.UNAVAILABLE, "the disk that holds the ledger is full; free some space", failure);
            case CONSTRAINT ->
                new LedgerException(Reason.STALE, "a path or an id was taken since it was read", failure);
            default ->
                new LedgerException(
                        Reason.UNAVAILABLE,
                        "the ledger's file cannot be used (SQLite code " + failure.getErrorCode() + ")",
                        failure);
        };
    }
}
