package dev.tandem.sftp.drop;

/** What all sessions of a server share. */
final class DropContext {
    private final DropLimits limits;
    private final Audit audit;
    private volatile boolean closing;

    DropContext(DropLimits limits, Audit audit) {
        this.limits = limits;
        this.audit = audit;
    }

    DropLimits limits() {
        return limits;
    }

    Audit audit() {
        return audit;
    }

    void beginClosing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    void requireOpen() throws Refusal {
        if (closing) {
            throw Refusal.failed("the server is about to stop; try again in a minute");
        }
    }
}
