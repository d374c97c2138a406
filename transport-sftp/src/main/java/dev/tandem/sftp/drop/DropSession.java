package dev.tandem.sftp.drop;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** Who is logged in on a connection, and what the session holds. All its channels share it. */
final class DropSession {
    private static final AttributeKey<DropSession> KEY = new AttributeKey<>();
    private static final int MOST_REFUSALS = 100;

    private final Credentials credentials;
    private final String address;
    private final Vault vault;
    private final AtomicInteger handles = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile long lastUpload = System.nanoTime();
    private final AtomicInteger uploads = new AtomicInteger();

    DropSession(Credentials credentials, String address, Vault vault) {
        this.credentials = credentials;
        this.address = address;
        this.vault = vault;
    }

    static @Nullable DropSession of(ServerSession session) {
        return session.getAttribute(KEY);
    }

    void attach(ServerSession session) {
        session.setAttribute(KEY, this);
    }

    Credentials credentials() {
        return credentials;
    }

    String account() {
        return credentials.name();
    }

    String address() {
        return address;
    }

    Vault vault() {
        return vault;
    }

    void claimHandle(int most) throws Refusal {
        if (handles.incrementAndGet() > most) {
            handles.decrementAndGet();
            throw Refusal.failed("the session has " + most + " files or listings open, as many as it may; close some");
        }
    }

    void releaseHandle() {
        handles.decrementAndGet();
    }

    void beginUpload() {
        uploads.incrementAndGet();
    }

    void endUpload() {
        lastUpload = System.nanoTime();
        uploads.decrementAndGet();
    }

    /** Whether it uploads, or did so within this time, so that a rename may still come. */
    boolean isBusy(long nanos) {
        return uploads.get() > 0 || System.nanoTime() - lastUpload < nanos;
    }

    /** Whether one more refused operation is worth a line: the first hundred are. */
    boolean countRefusal() {
        return refusals.incrementAndGet() <= MOST_REFUSALS;
    }

    int refusals() {
        return refusals.get();
    }
}
