/**
 * The ledger that outlives the process: plain JDBC on a database, with one transaction and one sync to disk a commit.
 * {@link dev.tandem.ledger.jdbc.SqliteLedgerProvider} opens it.
 */
@NullMarked
package dev.tandem.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
