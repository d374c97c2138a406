package dev.tandem.ledger;

import dev.tandem.call.CallId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The memory of what was seen and done; nothing else remembers. Used by several threads at once. A list that is asked
 * for in pages is ordered by id; give the last id of one page (0 at first) to get the next.
 */
public interface Ledger extends AutoCloseable {
    /** Whether what is committed outlives a killed process and a loss of power. */
    boolean durable();

    /**
     * Writes these rows, all or none, and returns when they are safe. Files with id 0 are new and get an id; another new
     * row for a {@code path} that still holds a file which was not moved aside is {@code STALE}. Every other row must
     * be of the version last committed, else it is {@code STALE}.
     */
    void commit(Collection<FileEntry> files, Collection<CallEntry> calls) throws LedgerException;

    /** The files that came under these paths and were not moved aside; at most one a path, in no order. */
    List<FileEntry> filesAt(String feed, Collection<String> paths) throws LedgerException;

    /**
     * The files with these pairing keys that are not moved aside and are ARRIVING, SETTLED, WAITING, PAIRED or KEPT; in
     * the order of their ids.
     */
    List<FileEntry> filesWithKeys(String feed, Collection<String> keys) throws LedgerException;

    /** A page of the files in one of these states whose state is no younger than {@code changedBy}. */
    List<FileEntry> filesIn(String feed, Set<FileState> states, Instant changedBy, long afterId, int limit)
            throws LedgerException;

    /** A page of the files that are still to be moved or deleted. */
    List<FileEntry> filesToMove(String feed, long afterId, int limit) throws LedgerException;

    /** The files with these ids, in no order; ids that there are not are passed over. */
    List<FileEntry> files(Collection<Long> ids) throws LedgerException;

    /** The calls with these ids, in no order; ids that there are not are passed over. */
    List<CallEntry> calls(Collection<CallId> ids) throws LedgerException;

    /** All calls, of every generation, whose recording or metadata has one of these keys; DROPPED ones too; in no order. */
    List<CallEntry> callsWithKeys(String feed, Collection<String> keys) throws LedgerException;

    /** At most {@code limit} READY calls that are due at {@code now}, the longest due first. */
    List<CallEntry> callsDue(String feed, Instant now, int limit) throws LedgerException;

    /**
     * Remembers which recordings waiting metadata may belong to.
     *
     * @param metadata the files whose candidates so far are forgotten
     * @param candidates theirs from now on, of each file the first to be shown first
     */
    void propose(String feed, Collection<Long> metadata, Collection<Candidate> candidates) throws LedgerException;

    /**
     * The candidates of the next metadata files, in the order of these files' ids; those of one file as they were
     * proposed. The files may wait no more.
     *
     * @param limit how many files, not candidates
     */
    List<Candidate> candidates(String feed, long afterId, int limit) throws LedgerException;

    /**
     * Writes down what a person decided on one metadata file, beside an engine that may be using the ledger. What was
     * decided earlier is withdrawn if it says that the metadata belongs to a recording, or is on a pair decided now.
     *
     * @param metadata {@code STALE} if it is not of the version last committed
     * @param decisions on pairs of that file and different recordings
     */
    void decide(FileEntry metadata, Collection<Decision> decisions) throws LedgerException;

    /** The decisions that no engine has taken in yet; in no order. */
    List<Decision> newDecisions(String feed) throws LedgerException;

    /** The decisions on metadata that is WAITING, taken in or not; in no order. */
    List<Decision> openDecisions(String feed) throws LedgerException;

    /** Notes that these decisions were taken in; those that were withdrawn or written anew since are left alone. */
    void took(Collection<Decision> decisions) throws LedgerException;

    /** How many files there are in each state; states without any may be missing. */
    Map<FileState, Long> countFiles(String feed) throws LedgerException;

    /** How many calls there are in each state; states without any may be missing. */
    Map<CallState, Long> countCalls(String feed) throws LedgerException;

    /** Frees what is held; twice is harmless. */
    @Override
    void close();
}
