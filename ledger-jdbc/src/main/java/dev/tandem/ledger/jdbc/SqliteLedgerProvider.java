package dev.tandem.ledger.jdbc;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The ledger {@code sqlite}: one database file, named by the setting {@code path}, on a disk of this machine. A new one
 * is made together with its folder, and on POSIX file systems only its owner may read it. The files beside it whose
 * names begin with its name belong to it; {@code .lock} stays when the ledger is closed.
 *
 * <p>One engine at a time has it, until it closes the ledger or its process ends; any number may read, and write decisions.
 */
public final class SqliteLedgerProvider implements LedgerProvider {
    private static final String PATH = "path";

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Ledger open(Settings settings) throws LedgerException {
        SqliteFile file = SqliteFile.make(path(settings));
        EngineLock lock = EngineLock.take(file.lock());
        try {
            file.prepare();
            return JdbcLedger.ofEngine(file, lock);
        } catch (LedgerException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Ledger openForReading(Settings settings) throws LedgerException {
        SqliteFile file = SqliteFile.find(path(settings));
        file.requireLedger();
        return JdbcLedger.beside(file, JdbcLedger.Access.READ);
    }

    @Override
    public Ledger openForDeciding(Settings settings) throws LedgerException {
        SqliteFile file = SqliteFile.find(path(settings), false);
        file.requireLedger();
        return JdbcLedger.beside(file, JdbcLedger.Access.DECIDE);
    }

    private static Path path(Settings settings) {
        settings.allow(Set.of(PATH));
        Path path;
        try {
            path = Path.of(settings.require(PATH)).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new ConfigurationException(PATH, "cannot be a path on this system");
        }
        if (Files.isDirectory(path)) {
            throw new ConfigurationException(PATH, "is a folder; expected a file, which may be a new one");
        }
        return path;
    }
}
