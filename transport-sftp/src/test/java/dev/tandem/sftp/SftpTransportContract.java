package dev.tandem.sftp;

import dev.tandem.testkit.TransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** The contract of transports, kept over SFTP with one kind of server. */
abstract class SftpTransportContract extends TransportContract {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static int count;

    /** The folder of this machine that is served to this test. */
    private Path folder = Path.of("");

    /** A new folder for one test, below what is served. */
    final Path newFolder(Path served) throws IOException {
        folder = Files.createDirectory(served.resolve("test-" + ++count));
        return folder;
    }

    @Override
    protected void put(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        FileTime before = there ? Files.getLastModifiedTime(file) : FileTime.from(Instant.EPOCH);
        Files.write(file, content);
        if (there) {
            // SFTP tells whole seconds: another upload has another time only in another one.
            Instant next = before.toInstant().plusSeconds(1);
            Files.setLastModifiedTime(file, FileTime.from(next));
        }
    }

    @Override
    protected void link(String path, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    }
}
