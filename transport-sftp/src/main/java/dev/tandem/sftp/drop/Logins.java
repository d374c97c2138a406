package dev.tandem.sftp.drop;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may log in. Passwords are hashed by few threads of their own, so that those who guess them keep nobody's bytes waiting.
 */
final class Logins implements PasswordAuthenticator, PublickeyAuthenticator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    /** What the session logged in with; it ends when that changes. */
    static final AttributeKey<Credentials> ACCEPTED = new AttributeKey<>();

    /** That a wrong password was told of already. */
    static final AttributeKey<Boolean> TOLD = new AttributeKey<>();

    private static final int HASHING_THREADS = 2;
    private static final int WAITING = 64;
    private static final long THREAD_SECONDS = 30;

    private final Accounts accounts;
    private final Guard guard;
    private final Audit audit;
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor hashing;

    Logins(Accounts accounts, Guard guard, Audit audit, ScheduledExecutorService timer) {
        this.accounts = accounts;
        this.guard = guard;
        this.audit = audit;
        this.timer = timer;
        this.hashing = new ThreadPoolExecutor(
                HASHING_THREADS,
                HASHING_THREADS,
                THREAD_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                run -> new Thread(run, "tandem-drop-passwords"));
        hashing.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean authenticate(String name, String password, ServerSession session) {
        String address = Guard.address(session.getRemoteAddress());
        if (guard.isShut(address)) {
            return false;
        }
        Optional<Credentials> account = find(name);
        AsyncAuthException answer = new AsyncAuthException();
        try {
            hashing.execute(() -> decide(name, account.orElse(null), password, session, answer));
        } catch (RejectedExecutionException e) {
            // So many guess at a time that this one is not worth a thread.
            return false;
        }
        throw answer;
    }

    private void decide(
            String name,
            @Nullable Credentials account,
            String password,
            ServerSession session,
            AsyncAuthException answer) {
        boolean right = false;
        try {
            right = Passwords.matches(account == null ? null : account.password(), password);
        } catch (RuntimeException e) {
            LOG.warn("A password could not be compared: {}", e.getClass().getName());
        }
        if (right && account != null) {
            session.setAttribute(ACCEPTED, account);
            answer.setAuthed(true);
            return;
        }
        String address = Guard.address(session.getRemoteAddress());
        Duration delay = guard.failed(address);
        session.setAttribute(TOLD, true);
        audit.tell(
                Operation.LOGIN, Outcome.REFUSED, accounts.knows(name) ? name : null, address, "not by this password");
        try {
            var unused = timer.schedule(() -> answer.setAuthed(false), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            answer.setAuthed(false);
        }
    }

    @Override
    public boolean authenticate(String name, PublicKey key, ServerSession session) {
        Optional<Credentials> account = find(name).filter(found -> hasKey(found, key));
        account.ifPresent(found -> session.setAttribute(ACCEPTED, found));
        return account.isPresent();
    }

    private static boolean hasKey(Credentials account, PublicKey key) {
        return account.keys().stream().anyMatch(line -> KeyUtils.compareKeys(PublicKeys.parse(line), key));
    }

    private Optional<Credentials> find(String name) {
        try {
            accounts.refresh();
        } catch (IOException e) {
            LOG.error("The accounts could not be read; those known before stay: {}", e.getMessage());
        }
        return accounts.find(name);
    }

    @Override
    public void close() {
        hashing.shutdownNow();
    }
}
