package dev.tandem.sftp.drop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SFTP server that customers push their files to, an account for each feed. An account sees one folder, {@code /}, which
 * {@code /upload} is another word for, and in it what it uploaded and nobody took yet. A file gets to {@link #source}, where
 * a feed reads it, when it is complete: its handle was closed in order, or it was renamed from a temporary name. What was cut
 * off can be resumed for a day.
 *
 * <p>Everything is kept in one folder: accounts, host keys, and a folder for each account. Threads may share a server.
 */
public final class DropServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DropServer.class);
    private static final int AUDIT_KEY_BYTES = 32;
    private static final long SWEEP_SECONDS = Duration.ofMinutes(10).toSeconds();
    private static final long LINGER = Duration.ofSeconds(2).toNanos();
    private static final long LOOK_MILLIS = 50;

    private final DropContext context;
    private final Accounts accounts;
    private final Vaults vaults;
    private final Logins logins;
    private final ScheduledExecutorService timer;
    private final DropSshServer ssh;
    private final List<String> fingerprints;
    private boolean closed;

    private DropServer(Builder builder) throws IOException {
        PrivateFiles.makeFolder(builder.folder);
        Audit audit = new Audit(builder.listener, builder.clock, auditKey(builder.folder.resolve("audit.key")));
        List<KeyPair> keys = HostKeys.load(builder.folder);
        this.fingerprints = fingerprints(keys);
        this.context = new DropContext(builder.limits, audit);
        this.accounts = Accounts.open(builder.folder, builder.clock);
        this.vaults = new Vaults(builder.folder, builder.limits, builder.clock, audit);
        vaults.openAll();
        this.timer = Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "tandem-drop-timer"));
        Guard guard = new Guard(builder.limits.attemptsAMinute(), builder.clock);
        this.logins = new Logins(accounts, guard, audit, timer);
        this.ssh = SshSettings.server(context, logins, keys);
        ssh.addSessionListener(new Gate(context, guard, vaults, ssh::getActiveSessions));
        try {
            ssh.setHost(builder.host);
            ssh.setPort(builder.port);
            ssh.start();
        } catch (IOException | RuntimeException e) {
            stop();
            throw e;
        }
        var unusedWatch = timer.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
        var unusedSweep = timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Begins to describe a server that keeps everything in this folder, which is made if it is not there. */
    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /** The folder in which an account's complete files lie: what its feed reads, and moves its files about in. */
    public static URI source(Path folder, String account) {
        if (!AccountFile.isName(account)) {
            throw new IllegalArgumentException("this is no name of an account; expected 1 to 32 of a-z, 0-9, - and _");
        }
        // With or without a slash at its end, by whether the folder is there, would be two names of one source.
        String text = Vault.inbox(Vaults.home(folder, account))
                .toAbsolutePath()
                .toUri()
                .toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /** The port it listens on. */
    public int port() {
        return ssh.getPort();
    }

    /** What customers compare on their first connection, such as {@code ED25519 SHA256:...}. */
    public List<String> fingerprints() {
        return fingerprints;
    }

    /**
     * The same of the server in a folder, whether it runs or not; makes the keys if it never ran.
     *
     * @throws IOException if they cannot be read or made
     */
    public static List<String> fingerprints(Path folder) throws IOException {
        return fingerprints(HostKeys.load(folder));
    }

    private static List<String> fingerprints(List<KeyPair> keys) {
        return keys.stream().map(key -> PublicKeys.fingerprint(key.getPublic())).toList();
    }

    private static byte[] auditKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[AUDIT_KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            PrivateFiles.write(file, fresh);
        }
        return Files.readAllBytes(file);
    }

    /** Cuts the sessions of accounts that may not log in like that any more. */
    private void watch() {
        try {
            accounts.refresh();
            for (AbstractSession session : ssh.getActiveSessions()) {
                DropSession drop = session instanceof ServerSession server ? DropSession.of(server) : null;
                if (drop != null
                        && !accounts.find(drop.account())
                                .filter(drop.credentials()::equals)
                                .isPresent()) {
                    drop.end();
                    Gate.end((ServerSession) session, "the account was disabled, or has other credentials now");
                }
            }
        } catch (IOException e) {
            LOG.error("The accounts could not be read; those known before stay: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Looking after the sessions failed: {}", e.getClass().getName());
        }
    }

    private void sweep() {
        try {
            vaults.sweep();
        } catch (RuntimeException e) {
            LOG.error("Sweeping failed: {}", e.getClass().getName());
        }
    }

    /**
     * Takes no new sessions and no new uploads, lets those under way go on for as long as the limits say, then ends. Twice is
     * harmless.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        context.beginClosing();
        ssh.unbind();
        long end = System.nanoTime() + context.limits().closing().toNanos();
        try {
            while (System.nanoTime() < end && isBusy()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    private boolean isBusy() {
        return ssh.getActiveSessions().stream()
                .map(session -> session instanceof ServerSession server ? DropSession.of(server) : null)
                .anyMatch(drop -> drop != null && drop.isBusy(LINGER));
    }

    private void stop() {
        try {
            ssh.stop(true);
        } catch (IOException e) {
            LOG.warn("The server did not stop in order: {}", e.getClass().getName());
        } finally {
            logins.close();
            timer.shutdownNow();
        }
    }

    /** What a server is to be like. */
    public static final class Builder {
        private final Path folder;
        private String host = "0.0.0.0";
        private int port = 2222;
        private DropLimits limits = DropLimits.DEFAULTS;
        private DropListener listener = new DropListener() {};
        private Clock clock = Clock.systemUTC();

        private Builder(Path folder) {
            this.folder = folder.toAbsolutePath();
        }

        /** Where to listen: all addresses and port 2222 if not said otherwise; port 0 is any that is free. */
        public Builder listen(String onHost, int onPort) {
            this.host = onHost;
            this.port = onPort;
            return this;
        }

        public Builder limits(DropLimits all) {
            this.limits = all;
            return this;
        }

        public Builder listener(DropListener one) {
            this.listener = one;
            return this;
        }

        /** For tests. */
        public Builder clock(Clock one) {
            this.clock = one;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws IOException if the folder cannot be used, or nothing can listen there
         */
        public DropServer start() throws IOException {
            return new DropServer(this);
        }
    }
}
