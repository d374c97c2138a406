package dev.tandem.simulation;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.testkit.SimulatedCrash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger whose requests fail when {@link Chaos} says so, and which outlives the engine that closes it. */
record UnreliableLedger(Ledger ledger, Chaos chaos) implements Ledger {
    @Override
    public boolean durable() {
        return ledger.durable();
    }

    @Override
    public void commit(Collection<FileEntry> files, Collection<CallEntry> calls) throws LedgerException {
        change(() -> ledger.commit(files, calls));
    }

    private interface Change {
        void make() throws LedgerException;
    }

    private void change(Change change) throws LedgerException {
        Chaos.Trouble trouble = chaos.ledger(true);
        if (trouble == Chaos.Trouble.CRASHES_BEFORE) {
            throw new SimulatedCrash();
        }
        if (trouble == Chaos.Trouble.FAILS) {
            throw failure();
        }
        change.make();
        if (trouble == Chaos.Trouble.CRASHES_AFTER) {
            throw new SimulatedCrash();
        }
        if (trouble == Chaos.Trouble.DONE_BUT_FAILS) {
            throw failure();
        }
    }

    private static LedgerException failure() {
        return new LedgerException(LedgerException.Reason.UNAVAILABLE, "a fault of the simulation");
    }

    private Ledger asked() throws LedgerException {
        if (chaos.ledger(false) != Chaos.Trouble.NONE) {
            throw failure();
        }
        return ledger;
    }

    @Override
    public List<FileEntry> filesAt(String feed, Collection<String> paths) throws LedgerException {
        return asked().filesAt(feed, paths);
    }

    @Override
    public List<FileEntry> filesWithKeys(String feed, Collection<String> keys) throws LedgerException {
        return asked().filesWithKeys(feed, keys);
    }

    @Override
    public List<FileEntry> filesIn(String feed, Set<FileState> states, Instant changedBy, long afterId, int limit)
            throws LedgerException {
        return asked().filesIn(feed, states, changedBy, afterId, limit);
    }

    @Override
    public List<FileEntry> filesToMove(String feed, long afterId, int limit) throws LedgerException {
        return asked().filesToMove(feed, afterId, limit);
    }

    @Override
    public List<FileEntry> files(Collection<Long> ids) throws LedgerException {
        return asked().files(ids);
    }

    @Override
    public List<CallEntry> calls(Collection<CallId> ids) throws LedgerException {
        return asked().calls(ids);
    }

    @Override
    public List<CallEntry> callsWithKeys(String feed, Collection<String> keys) throws LedgerException {
        return asked().callsWithKeys(feed, keys);
    }

    @Override
    public List<CallEntry> callsDue(String feed, Instant now, int limit) throws LedgerException {
        return asked().callsDue(feed, now, limit);
    }

    @Override
    public void propose(String feed, Collection<Long> metadata, Collection<Candidate> candidates)
            throws LedgerException {
        change(() -> ledger.propose(feed, metadata, candidates));
    }

    @Override
    public List<Candidate> candidates(String feed, long afterId, int limit) throws LedgerException {
        return asked().candidates(feed, afterId, limit);
    }

    @Override
    public void decide(FileEntry metadata, Collection<Decision> decisions) throws LedgerException {
        change(() -> ledger.decide(metadata, decisions));
    }

    @Override
    public List<Decision> newDecisions(String feed) throws LedgerException {
        return asked().newDecisions(feed);
    }

    @Override
    public List<Decision> openDecisions(String feed) throws LedgerException {
        return asked().openDecisions(feed);
    }

    @Override
    public void took(Collection<Decision> decisions) throws LedgerException {
        change(() -> ledger.took(decisions));
    }

    @Override
    public Map<FileState, Long> countFiles(String feed) throws LedgerException {
        return asked().countFiles(feed);
    }

    @Override
    public Map<CallState, Long> countCalls(String feed) throws LedgerException {
        return asked().countCalls(feed);
    }

    @Override
    public void close() {}
}
