package dev.tandem.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is open from its first byte to its last. */
final class TargetFile extends OutputStream {
    private final Path file;
    private long left;
    private @Nullable OutputStream out;

    TargetFile(Path file, long size) {
        this.file = file;
        left = size;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        OutputStream open = out != null ? out : Files.newOutputStream(file);
        out = open;
        open.write(bytes, offset, length);
        left -= length;
        if (left == 0) {
            open.close();
        }
    }
}
