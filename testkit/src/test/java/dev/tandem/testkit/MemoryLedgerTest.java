package dev.tandem.testkit;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;

class MemoryLedgerTest extends LedgerContract {
    @Override
    protected Ledger open() throws LedgerException {
        return Plugins.load().get(LedgerProvider.class, "memory").open(Settings.NONE);
    }
}
