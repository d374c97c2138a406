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

/** Judges the settled files, key by key: looks at each by itself, asks {@link Pairing} about all, has it acted on. */
final class Judge {
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
        for (String key : keys) {
            judge(new Pairing.Group(
                    key,
                    lying.getOrDefault(key, List.of()),
                    calls.getOrDefault(key, List.of()),
                    metadataPaths.getOrDefault(key, "")));
            readings.clear();
            batch.flushIfFull();
        }
        // Now, so that the next page does not meet these files again.
        batch.flush();
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

    private void judge(Pairing.Group group) throws LedgerException {
        try {
            List<FileEntry> sound = new ArrayList<>();
            for (FileEntry file : group.lying()) {
                if ((file.state() != FileState.SETTLED && file.state() != FileState.WAITING) || isSound(file)) {
                    sound.add(group.calls().isEmpty() ? file : identified(file));
                }
            }
            Pairing pairing = new Pairing(
                    group.withLying(sound),
                    context.feed().updateWindow(),
                    context.rules().metadataExtensions());
            for (Verdict verdict : pairing.decide()) {
                clerk.act(verdict, group.calls());
            }
        } catch (NotNow e) {
            // They stay settled, and the next sweep judges them.
        }
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
            clerk.refuse(file, reason, problem.describe());
            return false;
        }
        return true;
    }

    /** A file that may be a repetition or an update, with the SHA-256 that tells. */
    private FileEntry identified(FileEntry file) throws NotNow {
        if (file.state() != FileState.SETTLED && file.state() != FileState.WAITING) {
            return file;
        }
        String sha256 = file.kind() == FileKind.RECORDING
                ? readings.recordingForSure(file)
                : readings.metadata(file).sha256();
        return file.edit().sha256(sha256).build();
    }
}
