package dev.tandem.memory;

import dev.tandem.call.CallId;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A ledger of maps under one lock. */
public final class MemoryLedger implements Ledger {
    private static final Set<FileState> IN_SOURCE =
            EnumSet.of(FileState.ARRIVING, FileState.SETTLED, FileState.WAITING, FileState.PAIRED, FileState.KEPT);

    private record Slot(String feed, String name) {}

    private final TreeMap<Long, FileEntry> files = new TreeMap<>();
    private final Map<Slot, Long> paths = new HashMap<>();
    private final Map<Slot, Set<Long>> keys = new HashMap<>();
    private final Map<FileState, TreeSet<Long>> states = new EnumMap<>(FileState.class);
    private final TreeSet<Long> toMove = new TreeSet<>();
    private final Map<CallId, CallEntry> calls = new LinkedHashMap<>();
    private final Map<Slot, Set<CallId>> callKeys = new HashMap<>();
    private final Set<CallId> ready = new HashSet<>();
    private final Rulings rulings = new Rulings();
    private long lastId;

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public synchronized void commit(Collection<FileEntry> changedFiles, Collection<CallEntry> changedCalls)
            throws LedgerException {
        requireFresh(changedFiles, changedCalls);
        for (FileEntry file : changedFiles) {
            forget(file.id());
            long id = file.id() == 0 ? ++lastId : file.id();
            add(file.edit().stored(id, file.version() + 1).build());
        }
        for (CallEntry call : changedCalls) {
            add(call.edit().stored(call.version() + 1).build());
        }
    }

    /** Takes over rows of another ledger as they are, ids and versions too. */
    public synchronized void load(
            Collection<FileEntry> otherFiles, Collection<CallEntry> otherCalls, Collection<Decision> decisions) {
        for (FileEntry file : otherFiles) {
            forget(file.id());
            add(file);
            lastId = Math.max(lastId, file.id());
        }
        otherCalls.forEach(this::add);
        rulings.load(decisions);
    }

    private void requireFresh(Collection<FileEntry> changedFiles, Collection<CallEntry> changedCalls)
            throws LedgerException {
        Set<Long> ids = new HashSet<>();
        Set<Slot> slots = new HashSet<>();
        Set<Long> leaving = new HashSet<>();
        changedFiles.stream().filter(file -> file.aside() != null).forEach(file -> leaving.add(file.id()));
        for (FileEntry file : changedFiles) {
            FileEntry known = files.get(file.id());
            boolean latest =
                    file.id() == 0 || (ids.add(file.id()) && known != null && known.version() == file.version());
            Slot slot = new Slot(file.feed(), file.path());
            long holder = paths.getOrDefault(slot, file.id());
            boolean placed =
                    file.aside() != null || (slots.add(slot) && (holder == file.id() || leaving.contains(holder)));
            requireFresh(latest && placed, "a file");
        }
        Set<CallId> callIds = new HashSet<>();
        for (CallEntry call : changedCalls) {
            CallEntry known = calls.get(call.id());
            boolean latest = (known == null ? 0 : known.version()) == call.version();
            requireFresh(latest && callIds.add(call.id()), "a call");
        }
    }

    private static void requireFresh(boolean fresh, String row) throws LedgerException {
        if (!fresh) {
            throw new LedgerException(LedgerException.Reason.STALE, row + " was changed since it was read");
        }
    }

    private void forget(long id) {
        FileEntry old = files.remove(id);
        if (old == null) {
            return;
        }
        paths.remove(new Slot(old.feed(), old.path()), old.id());
        keys.getOrDefault(new Slot(old.feed(), old.key()), new HashSet<>()).remove(old.id());
        states.getOrDefault(old.state(), new TreeSet<>()).remove(old.id());
        toMove.remove(old.id());
    }

    private void add(FileEntry file) {
        files.put(file.id(), file);
        states.computeIfAbsent(file.state(), state -> new TreeSet<>()).add(file.id());
        if (file.target() != null) {
            toMove.add(file.id());
        }
        if (file.aside() == null) {
            paths.put(new Slot(file.feed(), file.path()), file.id());
            if (IN_SOURCE.contains(file.state())) {
                keys.computeIfAbsent(new Slot(file.feed(), file.key()), key -> new TreeSet<>())
                        .add(file.id());
            }
        }
    }

    private void add(CallEntry call) {
        calls.put(call.id(), call);
        callKeys.computeIfAbsent(new Slot(call.feed(), call.key()), key -> new HashSet<>())
                .add(call.id());
        callKeys.computeIfAbsent(new Slot(call.feed(), call.metadataKey()), key -> new HashSet<>())
                .add(call.id());
        if (call.state() == CallState.READY) {
            ready.add(call.id());
        } else {
            ready.remove(call.id());
        }
    }

    @Override
    public synchronized List<FileEntry> filesAt(String feed, Collection<String> wanted) {
        return wanted.stream()
                .distinct()
                .map(path -> paths.get(new Slot(feed, path)))
                .filter(Objects::nonNull)
                .map(this::file)
                .toList();
    }

    @Override
    public synchronized List<FileEntry> filesWithKeys(String feed, Collection<String> wanted) {
        return wanted.stream()
                .distinct()
                .flatMap(key -> keys.getOrDefault(new Slot(feed, key), Set.of()).stream())
                .sorted()
                .map(this::file)
                .toList();
    }

    @Override
    public synchronized List<FileEntry> filesIn(
            String feed, Set<FileState> wanted, Instant changedBy, long afterId, int limit) {
        return wanted.stream()
                .map(state -> after(states.getOrDefault(state, new TreeSet<>()), afterId))
                .flatMap(ids -> page(ids, feed, file -> !file.changed().isAfter(changedBy), limit).stream())
                .sorted(Comparator.comparingLong(FileEntry::id))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FileEntry> filesToMove(String feed, long afterId, int limit) {
        return page(after(toMove, afterId), feed, file -> true, limit);
    }

    private static Stream<Long> after(NavigableSet<Long> ids, long afterId) {
        return ids.tailSet(afterId, false).stream();
    }

    private List<FileEntry> page(Stream<Long> ids, String feed, Predicate<FileEntry> wanted, int limit) {
        return ids.map(this::file)
                .filter(file -> file.feed().equals(feed) && wanted.test(file))
                .limit(limit)
                .toList();
    }

    private FileEntry file(long id) {
        return Objects.requireNonNull(files.get(id));
    }

    @Override
    public synchronized List<FileEntry> files(Collection<Long> ids) {
        return ids.stream().distinct().map(files::get).filter(Objects::nonNull).toList();
    }

    @Override
    public synchronized List<CallEntry> calls(Collection<CallId> ids) {
        return ids.stream().distinct().map(calls::get).filter(Objects::nonNull).toList();
    }

    @Override
    public synchronized List<CallEntry> callsWithKeys(String feed, Collection<String> wanted) {
        return calls(wanted.stream()
                .flatMap(key -> callKeys.getOrDefault(new Slot(feed, key), Set.of()).stream())
                .toList());
    }

    @Override
    public synchronized List<CallEntry> callsDue(String feed, Instant now, int limit) {
        return calls(ready).stream()
                .filter(call -> call.feed().equals(feed) && !call.due().isAfter(now))
                .sorted(Comparator.comparing(CallEntry::due)
                        .thenComparing(call -> call.id().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void propose(String feed, Collection<Long> metadata, Collection<Candidate> candidates) {
        rulings.propose(feed, metadata, candidates);
    }

    @Override
    public synchronized List<Candidate> candidates(String feed, long afterId, int limit) {
        return rulings.candidates(feed, afterId, limit);
    }

    @Override
    public synchronized void decide(FileEntry metadata, Collection<Decision> decisions) throws LedgerException {
        FileEntry known = files.get(metadata.id());
        requireFresh(known != null && known.version() == metadata.version(), "the metadata file");
        rulings.decide(metadata.id(), decisions);
    }

    @Override
    public synchronized List<Decision> newDecisions(String feed) {
        return rulings.fresh(feed);
    }

    @Override
    public synchronized List<Decision> openDecisions(String feed) {
        return rulings.decisions(feed, decision -> {
            FileEntry file = files.get(decision.metadata());
            return file != null && file.state() == FileState.WAITING;
        });
    }

    @Override
    public synchronized void took(Collection<Decision> decisions) {
        rulings.took(decisions);
    }

    @Override
    public synchronized Map<FileState, Long> countFiles(String feed) {
        Map<FileState, Long> counts = new EnumMap<>(FileState.class);
        files.values().stream()
                .filter(file -> file.feed().equals(feed))
                .forEach(file -> counts.merge(file.state(), 1L, Long::sum));
        return counts;
    }

    @Override
    public synchronized Map<CallState, Long> countCalls(String feed) {
        Map<CallState, Long> counts = new EnumMap<>(CallState.class);
        calls.values().stream()
                .filter(call -> call.feed().equals(feed))
                .forEach(call -> counts.merge(call.state(), 1L, Long::sum));
        return counts;
    }

    @Override
    public void close() {}
}
