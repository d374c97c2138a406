package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.jspecify.annotations.Nullable;

/** The one session of all feeds that log in alike. Used by several threads at once. */
final class SharedSession implements Sessions {
    static final Duration IDLE = Duration.ofMinutes(5);

    private final ConnectionSettings settings;
    private final Maker maker;
    private final LongSupplier clock;
    private final Backoff backoff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private @Nullable ClientSession live;
    private boolean opens;
    private boolean closed;
    private long used;
    private List<@Nullable FileTime> files = List.of();

    /** Makes a session; waits until it is there or cannot be. */
    interface Maker {
        ClientSession make() throws TransportException;
    }

    SharedSession(ConnectionSettings settings, Maker maker, LongSupplier clock, Backoff backoff) {
        this.settings = settings;
        this.maker = maker;
        this.clock = clock;
        this.backoff = backoff;
        this.used = clock.getAsLong();
    }

    @Override
    public ClientSession session() throws TransportException {
        lock.lock();
        try {
            awaitOther();
            ClientSession session = live();
            if (session != null) {
                return session;
            }
            forgetIfFilesChanged();
            backoff.check();
            opens = true;
        } finally {
            lock.unlock();
        }
        return make();
    }

    /** While another thread makes a session, it makes it for all. */
    private void awaitOther() throws TransportException {
        long left = longest().toNanos();
        try {
            while (opens && !closed) {
                if (left <= 0) {
                    throw new TransportException(
                            Reason.TIMED_OUT, "connect to " + settings.login() + ": still being tried by another feed");
                }
                left = settled.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(Reason.UNAVAILABLE, "connect: interrupted", e);
        }
    }

    /** The live session; null if a new one is needed. */
    private @Nullable ClientSession live() throws TransportException {
        if (closed) {
            throw new TransportException(Reason.UNAVAILABLE, "connect: the transport is closed");
        }
        ClientSession session = live;
        if (session != null && session.isOpen() && session.isAuthenticated()) {
            used = clock.getAsLong();
            return session;
        }
        return null;
    }

    /** How long an attempt can take, with one at a jump host before it. */
    private Duration longest() {
        return settings.timing()
                .connect()
                .plus(settings.timing().patience())
                .multipliedBy(3L + settings.jumps().size());
    }

    /** A key or a known host that someone has just put right counts at once. */
    private void forgetIfFilesChanged() {
        List<@Nullable FileTime> now = settings.filesChanged();
        if (!now.equals(files)) {
            backoff.clear();
            files = now;
        }
    }

    private ClientSession make() throws TransportException {
        ClientSession session = null;
        TransportException failure = null;
        try {
            session = maker.make();
            return session;
        } catch (TransportException e) {
            failure = Thread.currentThread().isInterrupted() ? null : e;
            throw e;
        } finally {
            settle(session, failure);
        }
    }

    private void settle(@Nullable ClientSession session, @Nullable TransportException failure) {
        lock.lock();
        try {
            opens = false;
            live = session;
            used = clock.getAsLong();
            if (session != null) {
                backoff.clear();
                if (closed) {
                    session.close(true);
                }
            } else if (failure != null) {
                backoff.failed(failure);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session if it has fallen silent, or if none has used it for long. Never waits. */
    void tend() {
        ClientSession session;
        boolean silent;
        lock.lock();
        try {
            session = live;
            silent = session != null && isSilent(session);
            if (session == null || !(silent || isIdle(session))) {
                return;
            }
            live = null;
        } finally {
            lock.unlock();
        }
        session.close(silent);
    }

    private boolean isIdle(ClientSession session) {
        if (session.getService(ConnectionService.class) instanceof AbstractConnectionService service
                && !service.getChannels().isEmpty()) {
            used = clock.getAsLong();
        }
        return clock.getAsLong() - used > IDLE.toNanos();
    }

    /** Beside the heartbeats, which rest while keys are exchanged anew. */
    private boolean isSilent(ClientSession session) {
        IoSession connection = session.getIoSession();
        return settings.timing().heartbeat() != null
                && connection instanceof Watched watched
                && watched.silentNanos()
                        > TimeUnit.MILLISECONDS.toNanos(
                                settings.timing().patience().toMillis());
    }

    /** Ends the session; no other comes after it. */
    void close() {
        ClientSession session;
        lock.lock();
        try {
            closed = true;
            session = live;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
        if (session != null) {
            session.close(true);
        }
    }
}
