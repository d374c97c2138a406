package dev.tandem.sftp.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine stops before each change of the disk in turn; then a new run finds what is there. */
class VaultCrashTest {
    private static final DropLimits LIMITS = DropLimits.builder().freeBytes(0).build();
    private static final String OLD = "old ".repeat(100);
    private static final String NEW = "new ".repeat(200);

    @TempDir
    Path folder;

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A disk that is there for so many changes. */
    private static final class DyingDisk extends Disk {
        private int left;

        DyingDisk(int changes) {
            this.left = changes;
        }

        private void change() {
            if (left-- <= 0) {
                throw new Crash();
            }
        }

        @Override
        FileChannel create(Path file) throws IOException {
            change();
            return super.create(file);
        }

        @Override
        void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
            change();
            // The last of it may be lost.
            if (left == 0) {
                bytes.limit(bytes.position() + bytes.remaining() / 2);
                super.write(channel, bytes, at);
                throw new Crash();
            }
            super.write(channel, bytes, at);
        }

        @Override
        void force(FileChannel channel) throws IOException {
            change();
            super.force(channel);
        }

        @Override
        void move(Path from, Path to) throws IOException {
            change();
            super.move(from, to);
        }

        @Override
        void delete(Path file) throws IOException {
            change();
            super.delete(file);
        }

        @Override
        void sync(Path dir) throws IOException {
            change();
            super.sync(dir);
        }
    }

    private interface Scenario {
        void run(Vault vault) throws IOException;
    }

    private static void write(Vault vault, String name, Vault.Mode mode, String content, long at) throws IOException {
        Upload upload = vault.open(name, mode);
        int half = content.length() / 2;
        upload.write(content.getBytes(UTF_8), 0, half, at);
        upload.write(content.getBytes(UTF_8), half, content.length() - half, at + half);
        upload.complete();
    }

    private void crashEverywhere(Scenario scenario) throws IOException {
        boolean crashed = true;
        for (int changes = 0; crashed; changes++) {
            Path home = folder.resolve("run" + changes);
            Vault before = Vault.open(home, LIMITS, Clock.systemUTC(), new Disk(), () -> {});
            write(before, "a.wav", VaultFixture.ANEW, OLD, 0);
            Vault dying = Vault.open(home, LIMITS, Clock.systemUTC(), new DyingDisk(changes), () -> {});
            try {
                scenario.run(dying);
                crashed = false;
            } catch (Crash e) {
                crashed = true;
            }
            String then = "after " + changes + " changes";
            // A file is old or new, never half, and never gone.
            assertThat(Files.readString(Vault.inbox(home).resolve("a.wav")))
                    .as(then)
                    .isIn(OLD, NEW);
            if (!crashed) {
                assertThat(Files.readString(Vault.inbox(home).resolve("a.wav"))).isEqualTo(NEW);
            }
            Vault after = Vault.open(home, LIMITS, Clock.systemUTC(), new Disk(), () -> {});
            assertThat(Files.readString(Vault.inbox(home).resolve("a.wav")))
                    .as(then)
                    .isIn(OLD, NEW);
            assertEveryPartialHasAName(home, then);
            // And the customer can always do it again.
            write(after, "a.wav", VaultFixture.ANEW, NEW, 0);
            assertThat(Files.readString(Vault.inbox(home).resolve("a.wav"))).isEqualTo(NEW);
        }
    }

    private static void assertEveryPartialHasAName(Path home, String then) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("partial"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            for (String name : names) {
                String id = name.substring(0, name.indexOf('.'));
                assertThat(names)
                        .as(then)
                        .contains(id + ".name")
                        .containsAnyOf(id + ".data", id + ".whole")
                        .doesNotContain(id + ".new");
            }
        }
        assertThat(Set.of(Vault.inbox(home).toFile().list())).as(then).containsExactly("a.wav");
    }

    @Test
    void anUploadOverAnOlderFile() throws IOException {
        crashEverywhere(vault -> write(vault, "a.wav", VaultFixture.ANEW, NEW, 0));
    }

    @Test
    void anUploadUnderATemporaryNameThatIsRenamedOverAnOlderFile() throws IOException {
        crashEverywhere(vault -> {
            write(vault, "a.wav.part", VaultFixture.ANEW, NEW, 0);
            vault.rename("a.wav.part", "a.wav", true);
        });
    }

    @Test
    void anUploadThatIsCutOffAndResumed() throws IOException {
        crashEverywhere(vault -> {
            Upload cut = vault.open("a.wav", VaultFixture.ANEW);
            cut.write(NEW.getBytes(UTF_8), 0, 100, 0);
            cut.abort();
            write(vault, "a.wav", VaultFixture.ONWARDS, NEW.substring(100), 100);
        });
    }

    @Test
    void aRenamedPartialThatIsResumed() throws IOException {
        crashEverywhere(vault -> {
            write(vault, "x.part", VaultFixture.ANEW, NEW.substring(0, 100), 0);
            vault.rename("x.part", "y.part", false);
            write(vault, "y.part", VaultFixture.ONWARDS, NEW.substring(100), 100);
            vault.rename("y.part", "a.wav", true);
        });
    }

    @Test
    void anUploadAfterACutOffOneOfTheSameName() throws IOException {
        crashEverywhere(vault -> {
            Upload cut = vault.open("a.wav", VaultFixture.ANEW);
            cut.write(OLD.getBytes(UTF_8), 0, 100, 0);
            cut.abort();
            write(vault, "a.wav", VaultFixture.ANEW, NEW, 0);
        });
    }

    @Test
    void aCompleteFileThatIsChanged() throws IOException {
        crashEverywhere(vault -> {
            Upload changed = vault.open("a.wav", VaultFixture.ONWARDS);
            changed.write(NEW.getBytes(UTF_8), 0, 100, 0);
            changed.write(NEW.getBytes(UTF_8), 100, NEW.length() - 100, 100);
            changed.complete();
        });
    }
}
