package dev.tandem.ingest;

import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Matcher.Link;
import dev.tandem.spi.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** All that waits for its other half, and the rows that a matcher gets of it. */
final class Offer {
    /** How many files of either kind are offered at once; the oldest first. */
    private static final int MOST = 20_000;

    private final Context context;
    private final Readings readings;
    private final Obedience.Rest decided;
    private final List<FileEntry> metadata = new ArrayList<>();
    private final List<FileEntry> recordings = new ArrayList<>();
    private final Map<String, FileEntry> offered = new HashMap<>();
    private final Set<Long> untold = new HashSet<>();

    /** @param decided what was decided by persons and is not offered */
    Offer(Context context, Readings readings, Obedience.Rest decided) {
        this.context = context;
        this.readings = readings;
        this.decided = decided;
    }

    /** Finds what waits; false if it was to stop before all was found. */
    boolean gather() throws LedgerException {
        long after = 0;
        while (!context.stopping().getAsBoolean()) {
            List<FileEntry> page = context.ledger()
                    .filesIn(context.feed().name(), Set.of(FileState.WAITING), Context.ANY_TIME, after, Context.PAGE);
            if (page.isEmpty()) {
                return true;
            }
            after = page.get(page.size() - 1).id();
            gather(page.stream().filter(Decision::isPossibleOn).toList());
        }
        return false;
    }

    private void gather(List<FileEntry> open) throws LedgerException {
        Set<String> stirring = stirring(open);
        for (FileEntry file : open) {
            boolean isMetadata = file.kind() == FileKind.METADATA;
            boolean isDecided = (isMetadata ? decided.metadata() : decided.recordings()).contains(file.id());
            List<FileEntry> rows = isMetadata ? metadata : recordings;
            if (!isDecided && !stirring.contains(file.key()) && rows.size() < MOST) {
                rows.add(file);
            } else if (!isDecided) {
                untold.add(file.id());
            }
        }
    }

    /** The keys of files beside which another has come that is not judged yet. */
    private Set<String> stirring(List<FileEntry> open) throws LedgerException {
        List<String> keys = open.stream().map(FileEntry::key).toList();
        return context.ledger().filesWithKeys(context.feed().name(), keys).stream()
                .filter(file -> file.state() == FileState.ARRIVING || file.state() == FileState.SETTLED)
                .map(FileEntry::key)
                .collect(Collectors.toSet());
    }

    /** The links between files that are offered, without those that a person denied. */
    List<Link> ask(Matcher matcher, List<Decision> decisions) {
        if (metadata.isEmpty() || recordings.isEmpty()) {
            return List.of();
        }
        List<Matcher.Row> left = rows(metadata);
        List<Matcher.Row> right = rows(recordings);
        if (readings.isSourceDown() || left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        Set<Matcher.Decided> denied = denied(decisions);
        return matcher.match(left, right, List.copyOf(denied)).stream()
                .filter(link -> offered.containsKey(link.metadataId()) && offered.containsKey(link.recordingId()))
                .filter(link -> !denied.contains(new Matcher.Decided(link.metadataId(), link.recordingId(), false)))
                .toList();
    }

    /** What persons denied of the files that are offered, as they are now. */
    private Set<Matcher.Decided> denied(List<Decision> decisions) {
        Set<Matcher.Decided> denied = new HashSet<>();
        for (Decision decision : decisions) {
            FileEntry file = offered.get(Long.toString(decision.metadata()));
            FileEntry recording = offered.get(Long.toString(decision.recording()));
            boolean isOnThese = file != null
                    && recording != null
                    && decision.isOnMetadata(file)
                    && decision.isOnRecording(recording);
            if (isOnThese && !decision.belongs()) {
                denied.add(new Matcher.Decided(
                        Long.toString(decision.metadata()), Long.toString(decision.recording()), false));
            }
        }
        return denied;
    }

    private List<Matcher.Row> rows(List<FileEntry> files) {
        List<Matcher.Row> rows = new ArrayList<>();
        for (FileEntry file : files) {
            if (context.stopping().getAsBoolean() || readings.isSourceDown()) {
                break;
            }
            try {
                rows.add(row(file));
                offered.put(Long.toString(file.id()), file);
            } catch (NotNow e) {
                untold.add(file.id());
            }
            readings.clear();
        }
        return rows;
    }

    private Matcher.Row row(FileEntry file) throws NotNow {
        String id = Long.toString(file.id());
        if (file.kind() == FileKind.RECORDING) {
            Facts named = context.rules().read(file.path()).facts();
            return new Matcher.Row(id, named, Metadata.of(Map.of()));
        }
        if (readings.metadata(file).parsed() instanceof Parsed.Good good) {
            return new Matcher.Row(id, context.rules().facts(file.path(), good.metadata()), good.metadata());
        }
        throw new NotNow();
    }

    /** A file that was offered. */
    FileEntry file(String id) {
        return Objects.requireNonNull(offered.get(id));
    }

    /** The metadata of which it is now known to what it may belong, be it to nothing. */
    List<FileEntry> told() {
        return metadata.stream().filter(file -> !untold.contains(file.id())).toList();
    }

    /** Files that wait and were not offered now. */
    Set<Long> untold() {
        return untold;
    }
}
