package dev.tandem.testkit;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import dev.tandem.testkit.Faults.Operation;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The transport {@code memory}: {@code memory:acme} is the folder that {@link #folder} gives for {@code acme}. It takes
 * no settings. Given to an engine by {@link dev.tandem.spi.Plugins#of}; used by several threads at once.
 */
public final class MemoryTransportProvider implements TransportProvider {
    private final Clock clock;
    private final Map<String, MemoryFolder> folders = new HashMap<>();

    /** @param clock gives the times of modification */
    public MemoryTransportProvider(Clock clock) {
        this.clock = clock;
    }

    /** The folder of a name, empty at first. */
    public synchronized MemoryFolder folder(String name) {
        return folders.computeIfAbsent(name, folder -> new MemoryFolder(clock));
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void check(URI source, Settings settings) {
        settings.allow(Set.of());
        if (!source.isOpaque()) {
            throw new ConfigurationException("source", "is \"" + source + "\"; expected one such as memory:acme");
        }
    }

    @Override
    public boolean canTag() {
        return true;
    }

    @Override
    public Transport open(URI source, Settings settings) throws TransportException {
        MemoryFolder folder = folder(source.getSchemeSpecificPart());
        Fault fault = folder.faults().on(new Faults.Request(Operation.OPEN, "", ""));
        fault.before();
        fault.after();
        return folder.open();
    }
}
