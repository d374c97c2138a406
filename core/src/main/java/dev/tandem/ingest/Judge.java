package dev.tandem.ingest;

import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the settled files, key by key: looks at each by itself, asks {@link Pairing} about all, has it acted on. */
final class Judge {
    /** How much is fetched together, in bytes. */
    private static final long MOST_METADATA = 16L << 20;

    private static final long MOST_RECORDINGS = 256L << 20;

    private final Context context;
    private final Batch batch;
    private final Readings readings;
    private final Clerk clerk;

    Judge(Context context, Batch batch, Readings readings, Clerk clerk) {
        this.context = context;
        this.batch = batch;
        this.readings = readings;
        this.clerk = clerk;
    }

    void run() throws LedgerException {
        String feed = context.feed().name();
        long after = 0;
        while (!context.stopping().getAsBoolean() && !readings.isSourceDown()) {
            List<FileEntry> page =
                    context.ledger().filesIn(feed, Set.of(FileState.SETTLED), Context.ANY_TIME, after, Context.PAGE);
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).id();
            judge(page);
        }
    }

    private void judge(List<FileEntry> page) throws LedgerException {
        String feed = context.feed().name();
        Set<String> keys = page.stream().map(FileEntry::key).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, List<FileEntry>> lying =
                context.ledger().filesWithKeys(feed, keys).stream().collect(Collectors.groupingBy(FileEntry::key));
        Map<String, List<CallEntry>> calls = byKey(context.ledger().callsWithKeys(feed, keys));
        Map<String, String> metadataPaths = metadataPaths(calls);
        List<Pairing.Group> groups = keys.stream()
                .map(key -> new Pairing.Group(
                        key,
                        lying.getOrDefault(key, List.of()),
                        calls.getOrDefault(key, List.of()),
                        metadataPaths.getOrDefault(key, "")))
                .toList();
        for (List<Pairing.Group> some : portions(groups)) {
            if (context.stopping().getAsBoolean() || readings.isSourceDown()) {
                break;
            }
            judgeTogether(some);
            readings.clear();
            batch.flushIfFull();
        }
        // Now, so that the next page does not meet these files again.
        batch.flush();
    }

    /** One key at a time where files are at hand; else as many as may be fetched at once. */
    private List<List<Pairing.Group>> portions(List<Pairing.Group> groups) {
        if (!context.contents().isFar()) {
            return groups.stream().map(List::of).toList();
        }
        List<List<Pairing.Group>> portions = new ArrayList<>();
        long metadata = MOST_METADATA;
        long recordings = MOST_RECORDINGS;
        for (Pairing.Group group : groups) {
            metadata += bytes(group, FileKind.METADATA);
            recordings += bytes(group, FileKind.RECORDING);
            if (metadata >= MOST_METADATA || recordings >= MOST_RECORDINGS) {
                portions.add(new ArrayList<>());
                metadata = bytes(group, FileKind.METADATA);
                recordings = bytes(group, FileKind.RECORDING);
            }
            portions.get(portions.size() - 1).add(group);
        }
        return portions;
    }

    private static long bytes(Pairing.Group group, FileKind kind) {
        return group.lying().stream()
                .filter(file -> isOpen(file) && file.kind() == kind)
                .mapToLong(FileEntry::size)
                .sum();
    }

    private static boolean isOpen(FileEntry file) {
        return file.state() == FileState.SETTLED || file.state() == FileState.WAITING;
    }

    private static Map<String, List<CallEntry>> byKey(List<CallEntry> calls) {
        Map<String, List<CallEntry>> byKey = new HashMap<>();
        for (CallEntry call : calls) {
            byKey.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call);
            if (!call.metadataKey().equals(call.key())) {
                byKey.computeIfAbsent(call.metadataKey(), key -> new ArrayList<>())
                        .add(call);
            }
        }
        return byKey;
    }

    /** Under which name the metadata of each key's newest call came. */
    private Map<String, String> metadataPaths(Map<String, List<CallEntry>> calls) throws LedgerException {
        Map<String, Long> files = new HashMap<>();
        calls.forEach((key, known) -> {
            CallEntry newest = Pairing.newestWithMetadata(key, known);
            if (newest != null) {
                files.put(key, newest.metadata());
            }
        });
        if (files.isEmpty()) {
            return Map.of();
        }
        Map<Long, String> paths = context.ledger().files(files.values()).stream()
                .collect(Collectors.toMap(FileEntry::id, FileEntry::path));
        files.values().removeIf(id -> !paths.containsKey(id));
        return files.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> Objects.requireNonNull(paths.get(file.getValue()))));
    }

    private void judgeTogether(List<Pairing.Group> groups) throws LedgerException {
        readings.fetchMetadata(groups.stream()
                .flatMap(group -> group.lying().stream())
                .filter(file -> isOpen(file) && file.kind() == FileKind.METADATA && file.size() > 0)
                .toList());
        List<Decided> decided = new ArrayList<>();
        for (Pairing.Group group : groups) {
            try {
                decided.add(new Decided(group, decide(group)));
            } catch (NotNow e) {
                // They stay settled, and the next sweep judges them.
            }
        }
        readings.fetchRecordings(decided.stream().flatMap(Decided::joined).toList());
        for (Decided one : decided) {
            try {
                for (Verdict verdict : one.verdicts()) {
                    clerk.act(verdict, one.group().calls());
                }
            } catch (NotNow e) {
                // As above.
            }
        }
    }

    private record Decided(Pairing.Group group, List<Verdict> verdicts) {
        Stream<FileEntry> joined() {
            return verdicts.stream()
                    .filter(Verdict.Join.class::isInstance)
                    .map(verdict -> ((Verdict.Join) verdict).recording());
        }
    }

    private List<Verdict> decide(Pairing.Group group) throws NotNow {
        List<FileEntry> sound = new ArrayList<>();
        for (FileEntry file : group.lying()) {
            if (!isOpen(file) || isSound(file)) {
                sound.add(group.calls().isEmpty() ? file : identified(file));
            }
        }
        return new Pairing(
                        group.withLying(sound),
                        context.feed().updateWindow(),
                        context.rules().metadataExtensions())
                .decide();
    }

    /** Looks at a file by itself; refuses it if it is wrong whatever comes beside it. */
    private boolean isSound(FileEntry file) throws NotNow {
        FileName name = context.rules().read(file.path());
        Reason wrongName = name.reason();
        if (wrongName != null) {
            clerk.refuse(file, wrongName, name.detail());
            return false;
        }
        if (file.size() == 0) {
            clerk.refuse(file, Reason.EMPTY, "the file is empty; upload it again");
            return false;
        }
        return file.kind() == FileKind.RECORDING ? isSoundRecording(file) : isSoundMetadata(file);
    }

    private boolean isSoundRecording(FileEntry file) {
        long limit = context.feed().maxRecordingBytes();
        if (file.size() > limit) {
            clerk.refuse(
                    file,
                    Reason.TOO_LARGE,
                    "the recording has " + file.size() + " bytes; at most " + limit + " are taken");
            return false;
        }
        return true;
    }

    private boolean isSoundMetadata(FileEntry file) throws NotNow {
        if (readings.metadata(file).parsed() instanceof Parsed.Bad bad) {
            Problem problem = bad.problem();
            Reason reason = problem.code() == Problem.Code.TOO_LARGE ? Reason.TOO_LARGE : Reason.BAD_METADATA;
            clerk.refuse(readings.identified(file), reason, problem.describe());
            return false;
        }
        return true;
    }

    /** A file that may be a repetition or an update, with the SHA-256 that tells. */
    private FileEntry identified(FileEntry file) throws NotNow {
        if (!isOpen(file)) {
            return file;
        }
        return file.kind() == FileKind.RECORDING
                ? file.edit().sha256(readings.recordingForSure(file)).build()
                : readings.identified(file);
    }
}
