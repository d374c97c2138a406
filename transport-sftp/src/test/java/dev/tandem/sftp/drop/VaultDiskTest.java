package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vault has the disk do, in what order, and what becomes of it where the disk fails. */
class VaultDiskTest extends VaultFixture {
    private final NotingDisk noting = new NotingDisk();

    @BeforeEach
    void openOnIt() throws IOException {
        disk = noting;
        open();
    }

    /** Notes what brings bytes and names about and makes them safe; takes nothing into the inbox while that is full. */
    private static final class NotingDisk extends Disk {
        private final List<String> done = new ArrayList<>();
        private final Map<FileChannel, String> files = new HashMap<>();
        private boolean inboxFull;

        private static String name(Path file) {
            return file.getFileName().toString().replaceFirst("^[0-9a-f]{24}", "id");
        }

        List<String> done() {
            List<String> all = List.copyOf(done);
            done.clear();
            return all;
        }

        @Override
        FileChannel create(Path file) throws IOException {
            FileChannel channel = super.create(file);
            files.put(channel, name(file));
            done.add("create " + name(file));
            return channel;
        }

        @Override
        FileChannel reopen(Path file) throws IOException {
            FileChannel channel = super.reopen(file);
            files.put(channel, name(file));
            done.add("open " + name(file));
            return channel;
        }

        @Override
        void force(FileChannel channel) throws IOException {
            super.force(channel);
            done.add("force " + files.get(channel));
        }

        @Override
        void move(Path from, Path to) throws IOException {
            if (inboxFull && PrivateFiles.parent(to).endsWith("inbox")) {
                throw new IOException("no room");
            }
            super.move(from, to);
            done.add("move " + name(from) + " to " + name(to));
        }

        @Override
        void sync(Path folder) throws IOException {
            super.sync(folder);
            done.add("sync " + name(folder));
        }
    }

    @Test
    void anUploadsNameAndBytesAreSafeBeforeItIsCompleteAndSoIsThat() throws IOException {
        put("a.wav", "sound");
        assertThat(noting.done())
                .containsExactly(
                        "create id.new",
                        "force id.new",
                        "move id.new to id.name",
                        "create id.data",
                        "force id.data",
                        "move id.data to a.wav",
                        "sync inbox");
    }

    @Test
    void thatATemporaryFileIsWholeIsSafeWhenItsHandleIsClosed() throws IOException {
        put("a.part", "sound");
        assertThat(noting.done()).endsWith("force id.data", "move id.data to id.whole", "sync partial");
    }

    @Test
    void thatATemporaryFileIsNoLongerWholeIsSafeBeforeItIsWritten() throws IOException {
        put("a.part", "sound");
        noting.done();
        vault.open("a.part", ONWARDS).abort();
        assertThat(noting.done()).containsExactly("move id.whole to id.data", "sync partial", "open id.data");
    }

    @Test
    void anotherTemporaryNameIsSafeBeforeItCounts() throws IOException {
        put("a.part", "sound");
        noting.done();
        vault.rename("a.part", "b.part", false);
        assertThat(noting.done()).containsExactly("create id.new", "force id.new", "move id.new to id.name");
    }

    @Test
    void anOvertakenUploadThatCannotBeStoredLeavesNothingAndTakesUpNoPlace() throws IOException {
        limit(DropLimits.builder().accountFiles(2));
        Upload overtaken = begin("a.wav", "1111");
        begin("a.wav", "22");
        noting.inboxFull = true;
        assertThatThrownBy(overtaken::complete).hasMessage("no room");
        assertThat(partials()).hasSize(2);
        noting.inboxFull = false;
        put("b.wav", "sound");
        assertThat(list()).containsExactly("a.wav 2", "b.wav 5");
    }

    @Test
    void anUploadThatCannotBeStoredIsKeptToBeTriedAgain() throws IOException {
        Upload upload = begin("a.wav", "sound");
        noting.inboxFull = true;
        assertThatThrownBy(upload::complete).hasMessage("no room");
        noting.inboxFull = false;
        assertThat(list()).containsExactly("a.wav 5");
        vault.open("a.wav", ONWARDS).complete();
        assertThat(content("a.wav")).isEqualTo("sound");
    }
}
