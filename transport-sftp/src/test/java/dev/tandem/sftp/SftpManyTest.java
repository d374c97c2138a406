package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done with many files at once. */
class SftpManyTest extends HostileTest {
    private static final int MANY = 64;

    /** A server that answers a kind of request only when so many of them are there, which one at a time never are. */
    private void answersInHeaps(int type, int heap) {
        List<SftpRequest> kept = new ArrayList<>();
        hostile.does((request, out) -> {
            if (!request.is(type)) {
                return false;
            }
            kept.add(request);
            if (kept.size() >= heap) {
                for (SftpRequest one : kept) {
                    hostile.files().answer(one, out);
                }
                kept.clear();
            }
            return true;
        });
    }

    private List<String> put(int many) {
        List<String> paths =
                IntStream.range(0, many).mapToObj(i -> "f" + i + ".wav").toList();
        paths.forEach(path -> hostile.files().put(path, new byte[100]));
        return paths;
    }

    @Test
    void manyFilesAreLookedAtAtOnce() throws Exception {
        List<String> paths = put(MANY * 2);
        answersInHeaps(Protocol.LSTAT, MANY);
        List<Attempt<RemoteFile>> looked = transport.statAll(paths);
        for (int i = 0; i < paths.size(); i++) {
            assertThat(looked.get(i).get().name()).isEqualTo(paths.get(i));
        }
    }

    @Test
    void manyFilesAreOpenedAtOnce() throws Exception {
        List<Copy> copies = new ArrayList<>();
        for (String path : put(MANY * 2)) {
            copies.add(new Copy(path, 1000, OutputStream.nullOutputStream()));
        }
        answersInHeaps(Protocol.OPEN, MANY);
        for (Attempt<RemoteFile> copied : transport.copyAll(copies)) {
            assertThat(copied.get().size()).isEqualTo(100);
        }
    }

    @Test
    void manyFilesAreMovedAtOnceAndTheirFolderIsMadeOnce() throws Exception {
        List<Move> moves = new ArrayList<>();
        for (String path : put(MANY * 2)) {
            moves.add(new Move(path, "processed/today/" + path));
        }
        answersInHeaps(Protocol.RENAME, MANY);
        for (Attempt<RemoteFile> moved : transport.moveAll(moves)) {
            assertThat(moved.get().size()).isEqualTo(100);
        }
        assertThat(hostile.files().has("processed/today")).isTrue();
        assertThat(hostile.files().has("f1.wav")).isFalse();
    }

    @Test
    void oneFileIsReadFarAhead() throws Exception {
        byte[] content = random(3_000_000, 6);
        hostile.files().put("a.wav", content);
        answersInHeaps(Protocol.READ, 4);
        assertThat(copy("a.wav")).isEqualTo(content);
    }

    /** As some servers do, though they must not. */
    private void renamesOverWhatIsThere() {
        hostile.does((request, out) -> {
            if (!request.is(Protocol.RENAME)) {
                return false;
            }
            String from = request.text();
            String to = request.text();
            boolean there = hostile.files().has(from);
            if (there) {
                hostile.files().put(to, hostile.files().get(from));
                hostile.files().remove(from);
            }
            out.status(request.id(), there ? Status.OK : Status.NO_SUCH_FILE);
            return true;
        });
    }

    @Test
    void noMoveOfManyIsOverAnotherWhateverTheServerAllows() throws Exception {
        renamesOverWhatIsThere();
        for (String name : List.of("a", "b", "c", "d", "e", "there")) {
            hostile.files().put(name, name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        List<Attempt<RemoteFile>> moved = transport.moveAll(List.of(
                new Move("a", "one"),
                new Move("b", "one"),
                new Move("c", "ONE"),
                new Move("d", "there"),
                new Move("missing", "two"),
                new Move("e", "e"),
                new Move("one", "three")));
        assertThat(moved.get(0).get().name()).isEqualTo("one");
        assertThat(failure(moved.get(1)).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(moved.get(2).get().name()).isEqualTo("ONE");
        assertThat(failure(moved.get(3)).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(failure(moved.get(4)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure(moved.get(5)).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(moved.get(6).get().name()).isEqualTo("three");
        assertThat(contents()).contains("a", "b", "c", "d", "e", "there");
    }

    private Set<String> contents() {
        Set<String> texts = new TreeSet<>();
        for (byte[] content : hostile.files().contents()) {
            texts.add(new String(content, java.nio.charset.StandardCharsets.US_ASCII));
        }
        return texts;
    }

    @Test
    void whereThePlainRenameFailsForNoReasonTheOtherIsTried() throws Exception {
        put(1);
        hostile.does((request, out) -> {
            if (request.is(Protocol.RENAME)) {
                out.status(request.id(), Status.FAILURE);
                return true;
            }
            return false;
        });
        transport.move("f0.wav", "done/f0.wav");
        assertThat(hostile.files().has("done/f0.wav")).isTrue();
    }

    @Test
    void aMoveThatWasDoneThoughItWasSaidToHaveFailedIsDone() throws Exception {
        put(1);
        hostile.does((request, out) -> {
            if (request.is(Protocol.RENAME)) {
                String from = request.text();
                hostile.files().put(request.text(), hostile.files().get(from));
                hostile.files().remove(from);
                out.status(request.id(), Status.FAILURE);
                return true;
            }
            return false;
        });
        transport.move("f0.wav", "done.wav");
        assertThat(hostile.files().has("done.wav")).isTrue();
    }

    @Test
    void aTargetsFolderThatWentAwayIsNoMissingFileAndIsMadeAgain() throws Exception {
        put(2);
        transport.move("f0.wav", "processed/f0.wav");
        hostile.files().remove("processed/f0.wav");
        hostile.files().remove("processed");
        hostile.does((request, out) -> {
            boolean gone = !hostile.files().has("processed");
            if (request.is(Protocol.RENAME) && gone) {
                out.status(request.id(), Status.NO_SUCH_FILE);
                return true;
            }
            return false;
        });
        assertThat(failing(() -> transport.move("f1.wav", "processed/f1.wav"))).isEqualTo(Reason.UNAVAILABLE);
        transport.move("f1.wav", "processed/f1.wav");
        assertThat(hostile.files().has("processed/f1.wav")).isTrue();
    }

    @Test
    void aFileIsReplacedOnAServerThatCannotReplace() throws Exception {
        hostile.does((request, out) -> {
            if (request.is(Protocol.INIT)) {
                out.packet(Protocol.VERSION_REPLY, Protocol.VERSION, body -> {});
                return true;
            }
            return false;
        });
        transport.write("a.json", new byte[10]);
        transport.write("a.json", new byte[20]);
        assertThat(read("a.json")).hasSize(20);
        assertThat(list("")).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws Exception {
        hostile.does((request, out) -> {
            if (request.is(Protocol.WRITE)) {
                out.status(request.id(), 15);
                return true;
            }
            return false;
        });
        assertThat(failing(() -> transport.write("a.json", new byte[10]))).isEqualTo(Reason.NO_SPACE);
        assertThat(list("")).isEmpty();
    }

    /** Entries that are made up as they are listed. */
    private void listsMadeUpEntries(int entries) {
        int[] made = {0};
        hostile.does((request, out) -> {
            if (!request.is(Protocol.READDIR)) {
                return false;
            }
            int begin = made[0];
            int end = Math.min(begin + 1000, entries);
            made[0] = end;
            if (begin == end) {
                out.status(request.id(), Status.EOF);
            } else {
                names(request, out, begin, end);
            }
            return true;
        });
    }

    private static void names(SftpRequest request, SftpAnswers out, int begin, int end) throws IOException {
        MemoryFiles.Entry entry = MemoryFiles.Entry.file(new byte[0]);
        out.packet(Protocol.NAME, request.id(), body -> {
            body.writeInt(end - begin);
            for (int i = begin; i < end; i++) {
                SftpAnswers.string(body, "20260101-120000_" + i + ".wav");
                SftpAnswers.string(body, "-rw-r--r--    1 user     group       12345 Jan  1 12:00 " + i);
                entry.writeTo(body);
            }
        });
    }

    @Test
    void aMillionEntriesAreListedInLittleMemory() throws Exception {
        listsMadeUpEntries(50_000);
        list("");
        long before = used();
        listsMadeUpEntries(1_000_000);
        int[] seen = {0};
        long[] most = {0};
        transport.list("", entry -> {
            if (++seen[0] % 250_000 == 0) {
                most[0] = Math.max(most[0], used());
            }
        });
        assertThat(seen[0]).isEqualTo(1_000_000);
        assertThat(most[0] - before).isLessThan(64L << 20);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
