package dev.tandem.sftp.drop;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts connections as they come, log in and go, and turns away those that are too many. */
final class Gate implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private static final AttributeKey<Boolean> TURNED_AWAY = new AttributeKey<>();

    private final DropContext context;
    private final Guard guard;
    private final Vaults vaults;
    private final Supplier<? extends Collection<AbstractSession>> sessions;

    Gate(DropContext context, Guard guard, Vaults vaults, Supplier<? extends Collection<AbstractSession>> sessions) {
        this.context = context;
        this.guard = guard;
        this.vaults = vaults;
        this.sessions = sessions;
    }

    @Override
    public void sessionCreated(Session session) {
        String address = Guard.address(session.getRemoteAddress());
        if (context.isClosing() || guard.isShut(address) || isFull(session, address)) {
            session.setAttribute(TURNED_AWAY, true);
            session.close(true);
        }
    }

    private boolean isFull(Session fresh, String address) {
        int here = 0;
        int hereLogins = 0;
        List<AbstractSession> loggingIn = new ArrayList<>();
        for (AbstractSession other : sessions.get()) {
            if (other != fresh && !other.isClosing()) {
                boolean sameAddress = address.equals(Guard.address(other.getRemoteAddress()));
                int login = other.isAuthenticated() ? 0 : 1;
                here += sameAddress ? 1 : 0;
                hereLogins += sameAddress ? login : 0;
                if (login > 0) {
                    loggingIn.add(other);
                }
            }
        }
        DropLimits limits = context.limits();
        if (here >= limits.addressSessions() || hereLogins >= limits.addressLogins()) {
            return true;
        }
        if (loggingIn.size() >= limits.logins()) {
            // One that waits gives way, by chance: whoever fills all places with silence keeps nobody out for long.
            loggingIn.get(ThreadLocalRandom.current().nextInt(loggingIn.size())).close(true);
        }
        return false;
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event != Event.Authenticated || !(session instanceof ServerSession server)) {
            return;
        }
        Credentials account = server.getAttribute(Logins.ACCEPTED);
        try {
            if (account == null || !account.name().equals(server.getUsername())) {
                throw new IllegalStateException("logged in without an account");
            }
            DropSession drop =
                    new DropSession(account, Guard.address(server.getRemoteAddress()), vaults.of(account.name()));
            drop.attach(server);
            context.audit().tell(Operation.LOGIN, Outcome.DONE, drop, null, "");
        } catch (IOException | RuntimeException e) {
            LOG.error("An account's folder cannot be opened: {}", e.getClass().getName());
            end(server, "the account's folder cannot be opened; tell the operator");
        }
    }

    static void end(ServerSession session, String why) {
        try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, why);
        } catch (IOException e) {
            session.close(true);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        if (!(session instanceof ServerSession server)) {
            return;
        }
        DropSession drop = DropSession.of(server);
        if (drop != null) {
            int refusals = drop.refusals();
            context.audit()
                    .tell(
                            Operation.LOGOUT,
                            Outcome.DONE,
                            drop,
                            null,
                            refusals == 0 ? "" : refusals + " operations refused");
        } else if (server.getAttribute(TURNED_AWAY) == null) {
            String address = Guard.address(server.getRemoteAddress());
            guard.failed(address);
            if (server.getAttribute(Logins.TOLD) == null) {
                context.audit().tell(Operation.LOGIN, Outcome.REFUSED, null, address, "went without logging in");
            }
        }
    }
}
