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
        throw elsewhere("read");
    }

    @Override
    public Ledger openForDeciding(Settings settings) throws LedgerException {
        throw elsewhere("written");
    }

    private static LedgerException elsewhere(String what) {
        return new LedgerException(
                LedgerException.Reason.NOT_A_LEDGER,
                "a ledger in memory can only be " + what + " by the process that keeps it");
    }
}
