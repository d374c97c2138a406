package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Everything that changes the disk, in one place, so that a test can stop the world between any two changes. */
class Disk {
    FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    FileChannel reopen(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    void truncate(FileChannel channel, long size) throws IOException {
        channel.truncate(size);
    }

    /** Makes a file's bytes safe from a loss of power. */
    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** In one step, over what is there. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Makes a folder's entries safe from a loss of power. */
    void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
