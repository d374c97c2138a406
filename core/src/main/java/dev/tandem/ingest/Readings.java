package dev.tandem.ingest;

import dev.tandem.internal.Sha256;
import dev.tandem.ledger.FileEntry;
import dev.tandem.report.Outcome;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.TransportException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what judging needs of files, each no more than once as long as they are judged together. */
final class Readings {
    /** Metadata as it was read. */
    record Reading(String sha256, Parsed parsed) {}

    private static final int PATIENCE = 3;
    private static final String UNREAD = "0".repeat(64);

    private final Context context;
    private final Contents contents;
    private final Map<Long, Reading> metadata = new HashMap<>();
    private int failures;

    Readings(Context context) {
        this.context = context;
        contents = context.contents();
    }

    /** Forgets what was read. */
    void clear() {
        metadata.clear();
        contents.forgetMetadata();
    }

    /** Fetches what is soon to be read, if that is quicker than file by file. */
    void fetchMetadata(Collection<FileEntry> files) {
        if (contents.isFar()) {
            contents.fetchMetadata(files.stream()
                    .map(file -> new Contents.Wanted(file, maxBytes(file)))
                    .toList());
        }
    }

    /** Copies recordings that are soon to be delivered, if they are not at hand. */
    void fetchRecordings(Collection<FileEntry> files) {
        if (contents.isFar() && !context.rehearsal()) {
            contents.fetchRecordings(
                    files.stream().filter(file -> file.sha256() == null).toList());
        }
    }

    private int maxBytes(FileEntry file) {
        return context.rules()
                .maxMetadataBytes(context.rules().read(file.path()).extension());
    }

    /** Whether the source fails so often that there is no sense in asking it for more. */
    boolean isSourceDown() {
        return failures >= PATIENCE;
    }

    Reading metadata(FileEntry file) throws NotNow {
        Reading known = metadata.get(file.id());
        if (known != null) {
            return known;
        }
        String extension = context.rules().read(file.path()).extension();
        byte[] content = read(file, () -> contents.bytes(file, maxBytes(file)));
        Reading reading = new Reading(Sha256.of(content), context.rules().parse(extension, content));
        metadata.put(file.id(), reading);
        return reading;
    }

    /** Metadata with its SHA-256; without, if it is larger than what is looked at. */
    FileEntry identified(FileEntry file) throws NotNow {
        return file.size() > maxBytes(file)
                ? file
                : file.edit().sha256(metadata(file).sha256()).build();
    }

    /** The SHA-256 of a recording. A rehearsal does not read recordings and gives zeros. */
    String recording(FileEntry file) throws NotNow {
        String known = file.sha256();
        if (known != null) {
            return known;
        }
        return context.rehearsal() ? UNREAD : read(file, () -> contents.sha256(file));
    }

    /** The SHA-256 of a recording, also in a rehearsal: to be compared with that of one delivered before. */
    String recordingForSure(FileEntry file) throws NotNow {
        String known = file.sha256();
        return known != null ? known : read(file, () -> contents.sha256(file));
    }

    /** Whether a file, of whatever version, is where its row says. */
    boolean isThere(FileEntry file) throws NotNow {
        return read(file, () -> contents.isThere(file));
    }

    private interface Read<T> {
        @Nullable
        T now() throws TransportException;
    }

    private <T> T read(FileEntry file, Read<T> read) throws NotNow {
        try {
            T content = read.now();
            failures = 0;
            if (content == null) {
                throw new NotNow();
            }
            return content;
        } catch (TransportException e) {
            if (e.reason() != TransportException.Reason.NOT_FOUND) {
                failures += e.reason().retryable() ? 1 : 0;
                context.tally().add(file.path(), Outcome.FAILED, "cannot be read: " + e.getMessage());
            }
            throw new NotNow();
        }
    }
}
