package dev.tandem.sftp.drop;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** Who is logged in on a connection, and what the session holds. All its channels share it. */
final class DropSession {
    private static final AttributeKey<DropSession> KEY = new AttributeKey<>();
    private static final int MOST_REFUSALS = 100;
    private static final int MOST_LISTINGS = 4;

    private final Credentials credentials;
    private final String address;
    private final Vault vault;
    private final AtomicInteger handles = new AtomicInteger();
    private final AtomicInteger listings = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean ended;
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

    /** A listing holds much more than a file. */
    void claimListing() throws Refusal {
        if (listings.incrementAndGet() > MOST_LISTINGS) {
            listings.decrementAndGet();
            throw Refusal.failed("the session has " + MOST_LISTINGS + " listings open, as many as it may; close some");
        }
    }

    void releaseListing() {
        listings.decrementAndGet();
    }

    void beginUpload() {
        uploads.incrementAndGet();
    }

    void endUpload() {
        lastUpload = System.nanoTime();
        uploads.decrementAndGet();
    }

    /** Has nothing more carried out of what was asked before. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
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
