package dev.tandem.cli.config;

import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import java.nio.file.Path;
import java.util.Set;

/** The ledger or the sink of a configuration: a plugin's name and its settings. */
public final class Part {
    private static final String TYPE = "type";

    /** Opens something that settings describe. */
    private interface Opening<T, E extends Exception> {
        T open() throws E;
    }

    private final String file;
    private final Section section;
    private final String type;
    private final Settings settings;

    private Part(String file, Section section, String type, Settings settings) {
        this.file = file;
        this.section = section;
        this.type = type;
        this.settings = settings;
    }

    /** @param known the names of the plugins of its kind */
    static Part read(String file, Section section, Set<String> known, Secrets secrets, Path folder) {
        if (!section.keys().contains(TYPE)) {
            section.wrong(TYPE, "is missing; expected one of " + String.join(", ", known));
        }
        String type = section.oneOf(TYPE, known).orElse("");
        return new Part(file, section, type, section.settings(Set.of(TYPE), secrets, folder));
    }

    /** The plugin's name. */
    public String type() {
        return type;
    }

    public Ledger openLedger(Plugins plugins) throws LedgerException, ConfigurationMistakes {
        return this.<Ledger, LedgerException>open(
                () -> plugins.get(LedgerProvider.class, type).open(settings));
    }

    /** See {@link LedgerProvider#openForReading}. */
    public Ledger openLedgerForReading(Plugins plugins) throws LedgerException, ConfigurationMistakes {
        return this.<Ledger, LedgerException>open(
                () -> plugins.get(LedgerProvider.class, type).openForReading(settings));
    }

    /** See {@link LedgerProvider#openForDeciding}. */
    public Ledger openLedgerForDeciding(Plugins plugins) throws LedgerException, ConfigurationMistakes {
        return this.<Ledger, LedgerException>open(
                () -> plugins.get(LedgerProvider.class, type).openForDeciding(settings));
    }

    public CallSink openSink(Plugins plugins) throws ConfigurationMistakes {
        return this.<CallSink, RuntimeException>open(
                () -> plugins.get(CallSinkProvider.class, type).open(settings));
    }

    /** A plugin names a setting; the user is told where in the file that is. */
    private <T, E extends Exception> T open(Opening<T, E> opening) throws E, ConfigurationMistakes {
        try {
            return opening.open();
        } catch (ConfigurationException e) {
            Mistakes mistakes = new Mistakes(file);
            mistakes.add(section.line(e.key()), section.way(e.key()), e);
            throw mistakes.asException();
        }
    }
}
