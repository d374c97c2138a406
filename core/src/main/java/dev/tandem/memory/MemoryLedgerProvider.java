package dev.tandem.memory;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Settings;
import java.util.Set;

/** The ledger {@code memory}: it takes no settings and forgets everything when it is closed. */
public final class MemoryLedgerProvider implements LedgerProvider {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Ledger open(Settings settings) {
        settings.allow(Set.of());
        return new MemoryLedger();
    }

    @Override
    public Ledger openForReading(Settings settings) throws LedgerException {
        throw new LedgerException(
                LedgerException.Reason.NOT_A_LEDGER,
                "a ledger in memory can only be read by the process that keeps it");
    }
}
