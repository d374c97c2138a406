package dev.tandem.ingest;

import dev.tandem.call.Call;
import dev.tandem.internal.Sha256;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;

/**
 * One revision of one call with the rows that tell of it.
 *
 * @param call READY
 * @param recording the recording's row, wherever the file lies
 * @param metadata the row of this revision's metadata
 */
record Parcel(CallEntry call, FileEntry recording, FileEntry metadata, Call content) {
    /** The key that a sink knows this revision by. It holds the content, so that a ledger begun anew gives it again. */
    static String idempotencyKey(CallEntry.Edit call, int revision) {
        CallEntry row = call.build();
        return Sha256.of(
                row.feed(), row.id().value(), row.recordingSha256(), row.metadataSha256(), Integer.toString(revision));
    }

    /** What a sink gets. */
    Delivery delivery(Contents contents) {
        return new Delivery() {
            @Override
            public Call call() {
                return content;
            }

            @Override
            public String idempotencyKey() {
                return call.idempotencyKey();
            }

            @Override
            public InputStream openRecording() throws IOException {
                FileState state = recording.state();
                if (state == FileState.DELETED || state == FileState.VANISHED) {
                    throw new NoSuchFileException("the recording was deleted after its first delivery");
                }
                try {
                    return contents.verified(recording, call.recordingSha256());
                } catch (TransportException e) {
                    if (call.confirmed() > 0 && e.reason() == TransportException.Reason.NOT_FOUND) {
                        throw new NoSuchFileException("the recording is no longer there");
                    }
                    throw new IOException(e.getMessage(), e);
                }
            }

            @Override
            public Optional<URI> link(Duration valid) throws IOException {
                try {
                    return contents.link(recording, valid);
                } catch (TransportException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }
}
