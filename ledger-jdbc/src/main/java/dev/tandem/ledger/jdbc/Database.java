package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;

/** Where a ledger's tables are. All that differs from one database product to another, but for the migrations. */
interface Database {
    /** A new connection that is not in auto-commit mode. */
    Connection connect() throws SQLException;

    /** What a failure means for the ledger, in words that name no row's values. */
    LedgerException explain(SQLException failure);
}
