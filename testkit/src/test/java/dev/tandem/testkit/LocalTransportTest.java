package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.spi.Plugins;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LocalTransportTest extends TransportContract {
    @TempDir
    Path parent;

    private Path root() throws IOException {
        return Files.createDirectories(parent.resolve("root"));
    }

    @Override
    protected Transport open() throws IOException, TransportException {
        return Plugins.load().get(TransportProvider.class, "file").open(root().toUri(), Settings.NONE);
    }

    @Override
    protected void put(String path, byte[] content) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    @Override
    protected void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root().resolve(path), Path.of(target));
    }

    @Override
    protected void awaitAnotherTime() {
        Instant begin = Instant.now();
        while (Instant.now().isBefore(begin.plusMillis(20))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLinkThatLeadsOutOfTheRootIsNotFollowed() throws IOException, TransportException {
        Files.createDirectories(parent.resolve("outside"));
        Files.write(parent.resolve("outside/secret.wav"), new byte[1]);
        link("out", "../outside");
        put("a.wav", new byte[1]);
        try (Transport transport = open()) {
            assertThatThrownBy(() -> transport.list("out", entry -> {})).isInstanceOf(TransportException.class);
            assertThatThrownBy(() -> transport.read("out/secret.wav")).isInstanceOf(TransportException.class);
            assertThatThrownBy(() -> transport.move("a.wav", "out/a.wav")).isInstanceOf(TransportException.class);
            assertThatThrownBy(() -> transport.write("out/a.json", new byte[1])).isInstanceOf(TransportException.class);
        }
        assertThat(parent.resolve("outside")).isDirectoryContaining(file -> file.endsWith("secret.wav"));
        assertThat(parent.resolve("outside/a.wav")).doesNotExist();
        assertThat(parent.resolve("outside/a.json")).doesNotExist();
    }

    @Test
    @Timeout(20)
    void aPipeIsListedAndNeverOpened() throws IOException, TransportException, InterruptedException {
        assumeTrue(mkfifo(root().resolve("pipe.wav")), "this machine has no mkfifo");
        try (Transport transport = open()) {
            List<RemoteFile> entries = new ArrayList<>();
            transport.list("", entries::add);
            assertThat(entries).extracting(RemoteFile::kind).containsExactly(RemoteFile.Kind.OTHER);
            assertThatThrownBy(() -> transport.read("pipe.wav")).isInstanceOf(TransportException.class);
        }
    }

    private static boolean mkfifo(Path path) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("mkfifo", path.toString()).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatMayNotBeReadIsDenied() throws IOException, TransportException {
        put("closed/a.wav", new byte[1]);
        put("a.wav", new byte[1]);
        Files.setPosixFilePermissions(root().resolve("a.wav"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(root().resolve("closed"), PosixFilePermissions.fromString("---------"));
        try (Transport transport = open()) {
            assumeFalse(Files.isReadable(root().resolve("a.wav")), "root may read everything; run as another user");
            assertThat(reason(() -> transport.read("a.wav").close())).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(reason(() -> transport.list("closed", entry -> {}))).isEqualTo(Reason.ACCESS_DENIED);
        } finally {
            Files.setPosixFilePermissions(root().resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatMayNotBeChangedIsDenied() throws IOException, TransportException {
        put("a.wav", new byte[1]);
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("r-x------"));
        try (Transport transport = open()) {
            assumeFalse(Files.isWritable(root()), "root may change everything; run as another user");
            assertThat(reason(() -> transport.move("a.wav", "new/a.wav"))).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(reason(() -> transport.delete("a.wav"))).isEqualTo(Reason.ACCESS_DENIED);
            assertThat(reason(() -> transport.write("b.json", new byte[1]))).isEqualTo(Reason.ACCESS_DENIED);
        } finally {
            Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aMissingRootIsUnavailable() {
        TransportProvider provider = Plugins.load().get(TransportProvider.class, "file");
        assertThat(reason(() -> provider.open(parent.resolve("missing").toUri(), Settings.NONE)
                        .close()))
                .isEqualTo(Reason.UNAVAILABLE);
    }

    private interface Use {
        void now() throws TransportException, IOException;
    }

    private static Reason reason(Use use) {
        return catchThrowableOfType(TransportException.class, use::now).reason();
    }
}
