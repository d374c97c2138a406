package dev.tandem.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Copies of recordings that lie far away, one behind the other in one file. The file has no name while it is open, where
 * the system allows that, so that a process that is killed leaves none behind.
 */
final class Spool implements AutoCloseable {
    /** Where copies are made unless somewhere else is named. */
    static final Path USUAL = Path.of(System.getProperty("java.io.tmpdir"));

    private final Path folder;
    private @Nullable FileChannel channel;
    private long end;

    /** @param folder where the file is made, once it is needed */
    Spool(Path folder) {
        this.folder = folder;
    }

    /** Room for a copy of that many bytes. */
    Copy add(long size) throws IOException {
        Copy copy = new Copy(channel(), end, size);
        end += size;
        return copy;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        // A thread that is interrupted while it reads closes what it reads.
        if (open == null || !open.isOpen()) {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "tandem-", ".spool");
            open = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            channel = open;
        }
        return open;
    }

    /** Gives the room of all copies back; none may be read any more. */
    void clear() {
        end = 0;
        try {
            if (channel != null) {
                channel.truncate(0);
            }
        } catch (IOException e) {
            // The next copies are written over these.
        }
    }

    boolean isEmpty() {
        return end == 0;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing in it is needed any more.
        }
    }

    /** One recording's copy: written in order, once; then read as often as it takes. */
    static final class Copy extends Measure {
        private final FileChannel channel;
        private final long begin;
        private final long size;

        private Copy(FileChannel channel, long begin, long size) {
            this.channel = channel;
            this.begin = begin;
            this.size = size;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > size - count()) {
                throw new IOException("more bytes than there is room for");
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            for (long at = begin + count(); rest.hasRemaining(); ) {
                at += channel.write(rest, at);
            }
            super.write(bytes, offset, length);
        }

        InputStream open() {
            return new InputStream() {
                private long position;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    if (position >= size) {
                        return -1;
                    }
                    int most = (int) Math.min(length, size - position);
                    int n = channel.read(ByteBuffer.wrap(buffer, offset, most), begin + position);
                    position += Math.max(n, 0);
                    return n;
                }
            };
        }
    }
}
