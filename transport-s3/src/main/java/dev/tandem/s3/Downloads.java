package dev.tandem.s3;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads many objects at once: small ones by one request each, large ones by ranges, each of one version. Pieces are asked
 * for in the order in which they are wanted, and are handed over in that order; how far requests run ahead is bounded by a
 * window.
 */
final class Downloads {
    /** How many bytes one request asks for, at most. */
    static final int PIECE = 8 << 20;

    /** How many bytes may be under way, or wait for their turn. */
    private static final long WINDOW = 64 << 20;

    /** What a request takes of the window beside its bytes. */
    private static final long OVERHEAD = 64 << 10;

    private final Bucket bucket;
    private final Keys keys;
    private final Deque<Piece> window = new ArrayDeque<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private long used;

    private record Piece(Download of, Pending<PartReader> part, long cost) {}

    Downloads(Bucket bucket, Keys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    List<Attempt<RemoteFile>> run(List<Copy> copies) {
        List<Attempt<Download>> downloads = begin(copies);
        try {
            for (Attempt<Download> download : downloads) {
                try {
                    ask(download.get());
                } catch (TransportException e) {
                    // Told with the results.
                }
            }
            while (!window.isEmpty()) {
                handOverFirst();
            }
        } finally {
            window.forEach(piece -> piece.part().cancel());
        }
        List<Attempt<RemoteFile>> results = new ArrayList<>();
        for (Attempt<Download> download : downloads) {
            results.add(Attempt.at(() -> download.get().result(bucket)));
        }
        return results;
    }

    private List<Attempt<Download>> begin(List<Copy> copies) {
        List<Attempt<String>> all = copies.stream()
                .map(copy -> Attempt.at(() -> keys.file(copy.path())))
                .toList();
        List<Pending.Task<Download>> looks = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            Attempt<String> key = all.get(i);
            looks.add(() -> begin(copy, key.get()));
        }
        return Pending.all(bucket.store().threads(), looks);
    }

    private Download begin(Copy copy, String key) throws TransportException {
        boolean small = copy.limit() > 0 && copy.limit() <= PIECE;
        return new Download(copy, key, small ? null : bucket.head(key));
    }

    private void ask(Download download) {
        long length = download.length();
        for (long offset = 0; offset < length && !download.isOver(); offset += PIECE) {
            int count = (int) Math.min(PIECE, length - offset);
            while (used + count + OVERHEAD > WINDOW && !window.isEmpty()) {
                handOverFirst();
            }
            ask(download, offset, count);
        }
    }

    private void ask(Download download, long offset, int count) {
        boolean ranged = !download.isWhole(offset, count);
        String range = ranged ? "bytes=" + offset + "-" + (offset + count - 1) : null;
        byte[] buffer = count == PIECE && !spare.isEmpty() ? spare.pop() : new byte[count];
        PartReader reader = new PartReader(buffer, count, offset, ranged, download.etag() != null);
        try {
            Pending<PartReader> part = Pending.begin(
                    bucket.store().threads(), () -> bucket.get(download.key(), download.etag(), range, reader));
            window.add(new Piece(download, part, count + OVERHEAD));
            used += count + OVERHEAD;
        } catch (TransportException e) {
            download.fail(e);
        }
    }

    private void handOverFirst() {
        Piece piece = window.remove();
        used -= piece.cost();
        Download download = piece.of();
        if (download.isOver()) {
            piece.part().cancel();
            return;
        }
        try {
            PartReader part = piece.part().await();
            download.take(part);
            if (part.buffer().length == PIECE) {
                spare.push(part.buffer());
            }
        } catch (TransportException e) {
            download.fail(e);
        } catch (Replaced e) {
            download.noteReplaced();
        }
    }
}
