package dev.tandem.spi;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;

/** Opens ledgers of one kind from their settings. */
public interface LedgerProvider extends Plugin {
    /**
     * Opens the ledger, making it if it is new.
     *
     * @throws ConfigurationException if the settings can never work
     * @throws LedgerException if it cannot be opened now, for instance because another engine has it
     */
    Ledger open(Settings settings) throws LedgerException;

    /**
     * Opens the ledger to look at, beside an engine that may be using it. It sees every commit made before each call.
     *
     * @throws LedgerException also if there is none yet
     */
    Ledger openForReading(Settings settings) throws LedgerException;

    /**
     * Opens the ledger to write {@linkplain Ledger#decide decisions} into and otherwise only to look at, beside an engine
     * that may be using it.
     *
     * @throws LedgerException also if there is none yet
     */
    Ledger openForDeciding(Settings settings) throws LedgerException;
}
