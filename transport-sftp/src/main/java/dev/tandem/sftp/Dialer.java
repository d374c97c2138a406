package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.TransportException;
import java.io.IOException;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one session: connects, learns who the server is, logs in. Used by several threads at once. */
final class Dialer {
    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private final Engine engine;

    Dialer(Engine engine) {
        this.engine = engine;
    }

    /**
     * Waits until the session is there or cannot be; leaves nothing behind in that case.
     *
     * @param jump a session to go through
     * @param gate the way to the server, told whether it is there
     */
    ClientSession dial(ConnectionSettings settings, @Nullable ClientSession jump, Gate gate) throws TransportException {
        gate.enter(settings.timing().connect());
        boolean told = false;
        try {
            Handshake handshake = new Handshake(settings, jump);
            try {
                ClientSession session = dialEachKind(handshake);
                told = true;
                gate.reached();
                return session;
            } catch (TransportException e) {
                told = !Thread.currentThread().isInterrupted();
                if (told && (handshake.keysExchanged() || !e.reason().retryable())) {
                    gate.reached();
                } else if (told) {
                    gate.broken(e);
                }
                throw e;
            }
        } catch (ConfigurationException e) {
            throw Failures.settings(e);
        } finally {
            // Whatever happened: a place that is not given back is lost to all feeds of the server.
            if (!told) {
                gate.leave();
            }
        }
    }

    /** Looks at the server's keys of other kinds too, where a fingerprint may be of one of them. */
    private ClientSession dialEachKind(Handshake handshake) throws TransportException {
        try {
            return dial(handshake);
        } catch (TransportException e) {
            Handshake other = handshake.withOtherKind();
            if (other == null) {
                throw e;
            }
            return dialEachKind(other);
        }
    }

    private ClientSession dial(Handshake handshake) throws TransportException {
        ClientSession session = connect(handshake);
        boolean done = false;
        try {
            handshake.equip(session);
            logIn(session, handshake);
            warnOfWeak(session, handshake);
            done = true;
            return session;
        } catch (IOException | RuntimeException e) {
            throw Failures.of(handshake, e);
        } finally {
            if (!done) {
                session.close(true);
            }
        }
    }

    private ClientSession connect(Handshake handshake) throws TransportException {
        try {
            ConnectFuture connected = engine.connect(handshake);
            connected.await(handshake.settings().timing().connect());
            Throwable failure = connected.getException();
            if (failure != null) {
                throw Failures.unreached(handshake.settings(), failure);
            }
            return Objects.requireNonNull(connected.getSession());
        } catch (IOException | RuntimeException e) {
            throw Failures.unreached(handshake.settings(), e);
        }
    }

    private static void logIn(ClientSession session, Handshake handshake) throws IOException, TransportException {
        AuthFuture login = session.auth();
        // Until the server has shown who it is, the time for the connection counts; then that for an answer.
        boolean done = login.await(Math.max(1, handshake.left().toMillis()));
        if (!done && handshake.keysExchanged()) {
            done = login.await(handshake.patienceMillis());
        }
        if (!done) {
            throw Failures.silent(handshake);
        }
        Throwable failure = login.getException();
        if (failure != null) {
            throw Failures.of(handshake, failure);
        }
        if (!login.isSuccess()) {
            throw new IOException("cancelled");
        }
    }

    private static void warnOfWeak(ClientSession session, Handshake handshake) {
        TreeSet<String> used = new TreeSet<>();
        Stream.concat(
                        KexProposalOption.VALUES.stream().map(session::getNegotiatedKexParameter),
                        Stream.ofNullable(handshake.signature()))
                .filter(Objects::nonNull)
                .filter(handshake.login().algorithms().allowed()::contains)
                .forEach(used::add);
        if (!used.isEmpty()) {
            LOG.warn(
                    "session with {} uses {}, which is weak and was switched on by the setting {}allow",
                    handshake.login(),
                    used,
                    handshake.login().credentials().prefix());
        }
    }
}
