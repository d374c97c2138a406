package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.Ledger;
import dev.tandem.spi.Settings;
import dev.tandem.testkit.LedgerContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    protected Ledger open() throws Exception {
        return new SqliteLedgerProvider()
                .open(Settings.of(Map.of("path", folder.resolve("ledger.db").toString())));
    }

    @Override
    protected Ledger reopen() throws Exception {
        return open();
    }
}
