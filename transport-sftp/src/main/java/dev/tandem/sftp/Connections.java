package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sessions of one provider, and the client that they are made by. Used by several threads at once. */
final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final LongSupplier clock;
    private final Engine engine = new Engine();
    private final Dialer dialer = new Dialer(engine);
    private final Map<ConnectionSettings, SharedSession> sessions = new HashMap<>();
    private final Map<ConnectionSettings.Route, Gate> gates = new HashMap<>();

    private final Future<?> tending;

    /**
     * @param clock nanoseconds that never run back
     */
    Connections(LongSupplier clock) {
        this.clock = clock;
        tending = engine.timer().scheduleWithFixedDelay(this::tend, 1, 1, TimeUnit.SECONDS);
    }

    /** The session of all who have these settings; not connected yet. */
    synchronized SharedSession of(ConnectionSettings settings) {
        return sessions.computeIfAbsent(
                settings, all -> new SharedSession(all, () -> open(all), clock, new Backoff(clock, Connections::dice)));
    }

    private ClientSession open(ConnectionSettings settings) throws TransportException {
        ConnectionSettings host = settings.toJump();
        ClientSession jump = host == null ? null : of(host).session();
        return dialer.dial(settings, jump, gate(settings.route()));
    }

    private synchronized Gate gate(ConnectionSettings.Route route) {
        return gates.computeIfAbsent(route, any -> new Gate(clock, Connections::dice));
    }

    private static double dice() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** What the timer does each second. */
    void tend() {
        for (SharedSession session : all()) {
            try {
                session.tend();
            } catch (RuntimeException e) {
                // One session's trouble must not end the watch over the others.
                LOG.warn("a session could not be tended ({})", e.getClass().getSimpleName());
            }
        }
    }

    private synchronized List<SharedSession> all() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void close() {
        tending.cancel(false);
        all().forEach(SharedSession::close);
        engine.close();
    }
}
