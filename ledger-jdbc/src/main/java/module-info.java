/** The durable ledger, on SQLite. */
module dev.tandem.ledger.jdbc {
    requires static org.jspecify;
    requires dev.tandem.core;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports dev.tandem.ledger.jdbc;

    provides dev.tandem.spi.LedgerProvider with
            dev.tandem.ledger.jdbc.SqliteLedgerProvider;
}
