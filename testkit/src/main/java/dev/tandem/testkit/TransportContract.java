package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.Transport;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Transport} keeps. A test extends this and says how to open one on an empty folder, and how others put
 * things into that folder. What a store cannot do is declared by overriding {@code canLink}, {@code canHold} or {@code
 * keepsVersions}, and a declared lack is tested as well.
 */
public abstract class TransportContract {
    private static final String SECRET = "jane.roe_555-0100";
    private static final int LARGE = 64 << 20;
    private static final int PART = 1 << 20;

    private Transport transport;

    /** Opens a connection to a folder that was empty when the test began. */
    protected abstract Transport open() throws IOException, TransportException;

    /** Puts a file into that folder as another program does, over an older one; makes the folders it needs. */
    protected abstract void put(String path, byte[] content) throws IOException;

    /** Puts a link into that folder. Called only if links can be there. */
    protected void link(String path, String target) throws IOException {
        throw new UnsupportedOperationException("links");
    }

    /** Whether there can be links in the store. */
    protected boolean canLink() {
        return true;
    }

    /**
     * Whether folders are things of their own. Otherwise there is a folder as long as something lies in it, and a file and a
     * folder may have one name.
     */
    protected boolean hasFolders() {
        return true;
    }

    /** Whether the store can hold a file of this name beside others. */
    protected boolean canHold(String name) {
        return true;
    }

    /** Whether a file that is moved keeps its version; if not, the engine reads it again after the move. */
    protected boolean keepsVersions() {
        return true;
    }

    @BeforeEach
    final void openTransport() throws IOException, TransportException {
        transport = open();
    }

    @AfterEach
    final void closeTransport() {
        transport.close();
    }

    @Test
    void aFolderListsEachOfItsEntriesOnceAndNoneOfDeeperOnes() throws IOException, TransportException {
        put("a.wav", bytes("12345"));
        put("b.xml", bytes("<b/>"));
        put("folder/deeper.wav", bytes("x"));

        assertThat(list("")).containsOnlyKeys("a.wav", "b.xml", "folder");
        assertThat(entry("a.wav").kind()).isEqualTo(Kind.FILE);
        assertThat(entry("a.wav").size()).isEqualTo(5);
        assertThat(entry("folder").kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(list("folder")).containsOnlyKeys("deeper.wav");
    }

    @Test
    void anEmptyFolderListsNothing() throws TransportException {
        assertThat(list("")).isEmpty();
    }

    @Test
    void aListingIsWholeHoweverLongItIs() throws IOException, TransportException {
        int many = 2_500;
        for (int i = 0; i < many; i++) {
            put("many/" + i + ".wav", bytes(""));
        }
        assertThat(list("many")).hasSize(many);
    }

    @Test
    void aMissingFolderCannotBeListed() {
        assertReason(Reason.NOT_FOUND, () -> list("missing"));
    }

    @Test
    void whatAListingTellsAndWhatALookTellsAreTheSame() throws IOException, TransportException {
        put("a.wav", bytes("12345"));
        assertThat(transport.stat("a.wav")).isEqualTo(entry("a.wav"));
        assertThat(transport.stat("a.wav").name()).isEqualTo("a.wav");
    }

    @Test
    void aMissingFileIsNotFound() {
        assertReason(Reason.NOT_FOUND, () -> transport.stat("missing.wav"));
        assertReason(Reason.NOT_FOUND, () -> transport.delete("missing.wav"));
        assertReason(Reason.NOT_FOUND, () -> transport.move("missing.wav", "folder/there.wav"));
        assertReason(Reason.NOT_FOUND, () -> read("missing.wav"));
        assertReason(Reason.NOT_FOUND, () -> transport.stat("no/such/folder.wav"));
    }

    @Test
    void aFileReadsAsItWasWritten() throws IOException, TransportException {
        byte[] all = new byte[100_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31);
        }
        put("a.wav", all);
        put("empty.wav", new byte[0]);

        assertThat(read("a.wav")).isEqualTo(all);
        assertThat(read("empty.wav")).isEmpty();
    }

    @Test
    void aLargeFileIsNotReadIntoMemory() throws IOException, TransportException {
        put("large.wav", new byte[LARGE]);
        try (InputStream in = transport.read("large.wav")) {
            byte[] buffer = new byte[8192];
            long before = Allocation.ofThisThread();
            for (int read = 0; read < PART; ) {
                int n = in.read(buffer);
                assertThat(n).isPositive();
                read += n;
            }
            assertThat(Allocation.ofThisThread() - before).isLessThan(LARGE / 2);
        }
    }

    @Test
    void aStreamMayBeLeftUnread() throws IOException, TransportException {
        put("a.wav", new byte[PART]);
        transport.read("a.wav").close();
        assertThat(read("a.wav")).hasSize(PART);
    }

    @Test
    void filesThatAreLookedAtTogetherLookAsEachDoesAlone() throws IOException, TransportException {
        put("a.wav", bytes("12345"));
        put("folder/b.wav", bytes("b"));

        List<Attempt<RemoteFile>> looks =
                transport.statAll(List.of("a.wav", "missing.wav", "folder/b.wav", "../c.wav", "folder"));

        assertThat(looks.get(0).get()).isEqualTo(transport.stat("a.wav"));
        assertReason(Reason.NOT_FOUND, looks.get(1)::get);
        assertThat(looks.get(2).get()).isEqualTo(transport.stat("folder/b.wav"));
        assertReason(Reason.INVALID_NAME, looks.get(3)::get);
        assertThat(looks.get(4).get().kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(transport.statAll(List.of())).isEmpty();
    }

    @Test
    void filesAreMovedTogetherAndNoneStopsAnother() throws IOException, TransportException {
        put("a.wav", bytes("a"));
        put("b.wav", bytes("b"));
        put("c.wav", bytes("c"));
        put("taken.wav", bytes("taken"));
        String version = transport.stat("c.wav").version();

        List<Attempt<RemoteFile>> moves = transport.moveAll(List.of(
                new Move("a.wav", "taken.wav"),
                new Move("missing.wav", "new/missing.wav"),
                new Move("c.wav", "new/folder/c.wav"),
                new Move("b.wav", "../b.wav")));

        assertReason(Reason.ALREADY_EXISTS, moves.get(0)::get);
        assertReason(Reason.NOT_FOUND, moves.get(1)::get);
        assertThat(moves.get(2).get()).isEqualTo(transport.stat("new/folder/c.wav"));
        assertThat(moves.get(2).get().version().equals(version)).isEqualTo(keepsVersions());
        assertReason(Reason.INVALID_NAME, moves.get(3)::get);
        assertThat(read("a.wav")).isEqualTo(bytes("a"));
        assertThat(read("b.wav")).isEqualTo(bytes("b"));
        assertThat(read("taken.wav")).isEqualTo(bytes("taken"));
        assertThat(read("new/folder/c.wav")).isEqualTo(bytes("c"));
    }

    @Test
    void ofTwoFilesThatAreMovedTogetherToOnePathOneStays() throws IOException, TransportException {
        put("a.wav", bytes("a"));
        put("b.wav", bytes("b"));

        List<Attempt<RemoteFile>> moves =
                transport.moveAll(List.of(new Move("a.wav", "new/x.wav"), new Move("b.wav", "new/x.wav")));

        assertThat(moves.get(0).get().size()).isEqualTo(1);
        assertReason(Reason.ALREADY_EXISTS, moves.get(1)::get);
        assertThat(read("new/x.wav")).isEqualTo(bytes("a"));
        assertThat(read("b.wav")).isEqualTo(bytes("b"));
    }

    @Test
    void manyFilesAreMovedTogether() throws IOException, TransportException {
        int many = 300;
        for (int i = 0; i < many; i++) {
            put(i + ".wav", bytes("" + i));
        }
        List<Attempt<RemoteFile>> moves = transport.moveAll(IntStream.range(0, many)
                .mapToObj(i -> new Move(i + ".wav", "new/" + i + ".wav"))
                .toList());
        for (int i = 0; i < many; i++) {
            assertThat(moves.get(i).get().name()).isEqualTo(i + ".wav");
        }
        assertThat(list("")).containsOnlyKeys("new");
        assertThat(list("new")).hasSize(many);
    }

    @Test
    void filesAreCopiedTogetherEachToItsOwnStream() throws IOException, TransportException {
        List<byte[]> contents = new ArrayList<>();
        List<ByteArrayOutputStream> streams = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] content = new byte[i == 50 ? 3 * PART + 7 : i * 331];
            new Random(i).nextBytes(content);
            put(i + ".wav", content);
            contents.add(content);
            streams.add(new ByteArrayOutputStream());
            copies.add(new Copy(i + ".wav", Long.MAX_VALUE, streams.get(i)));
        }
        List<Attempt<RemoteFile>> looks = transport.copyAll(copies);
        for (int i = 0; i < copies.size(); i++) {
            assertThat(looks.get(i).get())
                    .isEqualTo(transport.stat(copies.get(i).path()));
            assertThat(streams.get(i).toByteArray()).isEqualTo(contents.get(i));
        }
    }

    @Test
    void ofACopyNoMoreIsWrittenThanIsWanted() throws IOException, TransportException {
        put("a.wav", new byte[3 * PART]);
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        ByteArrayOutputStream none = new ByteArrayOutputStream();

        List<Attempt<RemoteFile>> looks =
                transport.copyAll(List.of(new Copy("a.wav", PART + 5, some), new Copy("a.wav", 0, none)));

        assertThat(looks.get(0).get().size()).isEqualTo(3 * PART);
        assertThat(looks.get(1).get().size()).isEqualTo(3 * PART);
        assertThat(some.size()).isEqualTo(PART + 5);
        assertThat(none.size()).isZero();
    }

    @Test
    void aCopyThatFailsStopsNoOther() throws IOException, TransportException {
        put("a.wav", bytes("a"));
        put("b.wav", bytes("b"));
        put("folder/c.wav", bytes("c"));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("full");
            }
        };
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        List<Attempt<RemoteFile>> looks = transport.copyAll(List.of(
                new Copy("missing.wav", 10, OutputStream.nullOutputStream()),
                new Copy("a.wav", 10, full),
                new Copy("../a.wav", 10, OutputStream.nullOutputStream()),
                new Copy("folder", 10, OutputStream.nullOutputStream()),
                new Copy("b.wav", 10, copy)));

        assertReason(Reason.NOT_FOUND, looks.get(0)::get);
        assertReason(Reason.NO_SPACE, looks.get(1)::get);
        assertReason(Reason.INVALID_NAME, looks.get(2)::get);
        assertRefused(looks.get(3)::get);
        assertThat(looks.get(4).get().size()).isEqualTo(1);
        assertThat(copy.toByteArray()).isEqualTo(bytes("b"));
    }

    @Test
    void aFolderCannotBeRead() throws IOException {
        put("folder/a.wav", bytes("x"));
        assertRefused(() -> read("folder"));
    }

    @Test
    void aMoveKeepsTheBytesAndWhereItCanTheVersionAndMakesFolders() throws IOException, TransportException {
        put("a.wav", bytes("12345"));
        String version = transport.stat("a.wav").version();

        transport.move("a.wav", "new/folder/b.wav");

        assertThat(list("")).containsOnlyKeys("new");
        assertThat(read("new/folder/b.wav")).isEqualTo(bytes("12345"));
        assertThat(transport.stat("new/folder/b.wav").version().equals(version)).isEqualTo(keepsVersions());
    }

    @Test
    void aMoveIsNeverOverAnExistingFile() throws IOException, TransportException {
        put("a.wav", bytes("a"));
        put("folder/b.wav", bytes("b"));

        assertReason(Reason.ALREADY_EXISTS, () -> transport.move("a.wav", "folder/b.wav"));

        assertThat(read("a.wav")).isEqualTo(bytes("a"));
        assertThat(read("folder/b.wav")).isEqualTo(bytes("b"));
    }

    @Test
    void otherContentHasAnotherVersion() throws IOException, TransportException {
        put("a.wav", bytes("12345"));
        RemoteFile before = transport.stat("a.wav");
        awaitAnotherTime();
        put("a.wav", bytes("54321"));
        assertThat(transport.stat("a.wav").version()).isNotEqualTo(before.version());
    }

    /** Waits until a change gets another time of modification, where a store's versions are made of times. */
    protected void awaitAnotherTime() {}

    @Test
    void aDeletedFileIsGone() throws IOException, TransportException {
        put("a.wav", bytes("a"));
        put("b.wav", bytes("b"));
        transport.delete("a.wav");
        assertThat(list("")).containsOnlyKeys("b.wav");
    }

    @Test
    void aFolderWithFilesCannotBeDeleted() throws IOException, TransportException {
        put("folder/a.wav", bytes("a"));
        assertRefused(() -> transport.delete("folder"));
        assertThat(read("folder/a.wav")).isEqualTo(bytes("a"));
    }

    @Test
    void aSmallFileIsWrittenWholeAndOverAnOlderOne() throws IOException, TransportException {
        transport.write("new/folder/a.json", bytes("{\"first\": true}"));
        transport.write("new/folder/a.json", bytes("{}"));
        assertThat(read("new/folder/a.json")).isEqualTo(bytes("{}"));
        assertThat(list("new/folder")).containsOnlyKeys("a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../a.wav",
                "a/../b.wav",
                "a/./b.wav",
                "a//b.wav",
                "/a.wav",
                "a/",
                "/",
                "a\0.wav",
                "a/\0",
                "../../a"
            })
    void aPathThatIsNotPlainIsRefusedByEveryOperation(String path) throws IOException {
        put("a.wav", bytes("a"));
        assertReason(Reason.INVALID_NAME, () -> list(path));
        assertReason(Reason.INVALID_NAME, () -> transport.stat(path));
        assertReason(Reason.INVALID_NAME, () -> read(path));
        assertReason(Reason.INVALID_NAME, () -> transport.move(path, "b.wav"));
        assertReason(Reason.INVALID_NAME, () -> transport.move("a.wav", path));
        assertReason(Reason.INVALID_NAME, () -> transport.delete(path));
        assertReason(Reason.INVALID_NAME, () -> transport.write(path, bytes("x")));
    }

    @Test
    void aLinkIsListedAsALinkAndNeverRead() throws IOException, TransportException {
        assumeTrue(canLink(), "this store has no links");
        put("a.wav", bytes("a"));
        link("link.wav", "a.wav");
        link("dangling.wav", "nowhere");

        assertThat(entry("link.wav").kind()).isEqualTo(Kind.LINK);
        assertThat(entry("dangling.wav").kind()).isEqualTo(Kind.LINK);
        assertThat(transport.stat("link.wav").kind()).isEqualTo(Kind.LINK);
        assertRefused(() -> read("link.wav"));
        assertRefused(transport
                .copyAll(List.of(new Copy("link.wav", 10, OutputStream.nullOutputStream())))
                .get(0)::get);
        assertRefused(() -> read("dangling.wav"));
    }

    @Test
    void aLinkToAFolderIsNeverEntered() throws IOException, TransportException {
        assumeTrue(canLink(), "this store has no links");
        put("folder/a.wav", bytes("a"));
        put("b.wav", bytes("b"));
        link("link", "folder");
        link("loop", ".");

        assertRefused(() -> list("link"));
        assertRefused(() -> list("loop"));
        assertRefused(() -> list("link/deeper"));
        assertRefused(() -> transport.stat("link/a.wav"));
        assertRefused(() -> read("link/a.wav"));
        assertRefused(() -> transport.move("link/a.wav", "c.wav"));
        assertRefused(() -> transport.move("b.wav", "link/b.wav"));
        assertRefused(() -> transport.delete("link/a.wav"));
        assertRefused(() -> transport.write("link/x.json", bytes("x")));

        assertThat(list("folder")).containsOnlyKeys("a.wav");
        assertThat(read("b.wav")).isEqualTo(bytes("b"));
    }

    @Test
    void aStoreThatIsSaidToHaveNoLinksHasNone() {
        assumeTrue(!canLink(), "this store has links");
        assertThatThrownBy(() -> link("link.wav", "a.wav")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with spaces .wav",
                "100%25.wav",
                "\u0645\u0631\u062d\u0628\u0627.wav",
                "\ud83d\udcde.wav",
                "a+b&c=d#e?f.wav",
                "quote'\"`$(x).wav",
                "-rf.wav",
                "line\nbreak.wav",
                "back\\slash.wav"
            })
    void aNameIsKeptAsItIs(String name) throws IOException, TransportException {
        if (!canHold(name)) {
            assertThatThrownBy(() -> {
                        put(name, bytes("x"));
                        transport.read(name).close();
                    })
                    .isInstanceOf(Exception.class);
            return;
        }
        put(name, bytes("x"));
        assertThat(list("")).containsOnlyKeys(name);
        transport.move(name, "folder/" + name);
        assertThat(read("folder/" + name)).isEqualTo(bytes("x"));
        transport.delete("folder/" + name);
        if (hasFolders()) {
            assertThat(list("folder")).isEmpty();
        } else {
            assertReason(Reason.NOT_FOUND, () -> list("folder"));
        }
    }

    @Test
    void namesThatDifferInUnicodeFormAloneAreTwo() throws IOException, TransportException {
        String composed = "caf\u00e9.wav";
        String decomposed = "cafe\u0301.wav";
        put(composed, bytes("composed"));
        put(decomposed, bytes("decomposed"));
        boolean both = canHold(composed) && canHold(decomposed);
        assertThat(list("")).hasSize(both ? 2 : 1);
        assertThat(read(decomposed)).isEqualTo(bytes("decomposed"));
    }

    @Test
    void namesAreOrderedByNobody() throws IOException, TransportException {
        List<String> names =
                IntStream.range(0, 50).mapToObj(i -> (i * 37 % 50) + ".wav").toList();
        for (String name : names) {
            put(name, bytes("x"));
        }
        assertThat(list("").keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void noMessageHoldsAFilesName() throws IOException {
        put(SECRET + "/a.wav", bytes("a"));
        put("b.wav", bytes("b"));
        List<ThrowingCallable> failures = new ArrayList<>(List.of(
                () -> list(SECRET + ".missing"),
                () -> list(SECRET + "/a.wav"),
                () -> transport.stat(SECRET + ".missing"),
                () -> read(SECRET + ".missing"),
                () -> read(SECRET),
                () -> transport.move(SECRET + ".missing", "c.wav"),
                () -> transport.move("b.wav", SECRET + "/a.wav"),
                () -> transport.delete(SECRET),
                () -> transport.delete(SECRET + ".missing"),
                () -> transport.write(SECRET + "/../x", bytes("x")),
                () -> transport.stat(SECRET + "\0")));
        if (hasFolders()) {
            failures.add(() -> transport.move("b.wav", SECRET + "/a.wav/c.wav"));
            failures.add(() -> transport.write(SECRET, bytes("x")));
        }
        for (ThrowingCallable failure : failures) {
            TransportException thrown = catchThrowableOfType(TransportException.class, failure);
            assertThat(thrown).isNotNull();
            assertThat(thrown.getMessage()).isNotBlank().doesNotContain(SECRET);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        transport.close();
        transport.close();
    }

    private Map<String, RemoteFile> list(String folder) throws TransportException {
        List<RemoteFile> entries = new ArrayList<>();
        transport.list(folder, entries::add);
        Map<String, RemoteFile> byName = new TreeMap<>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        assertThat(entries).as("no entry is listed twice").hasSize(byName.size());
        return byName;
    }

    private RemoteFile entry(String name) throws TransportException {
        return Objects.requireNonNull(list("").get(name), "the listing lacks an entry");
    }

    private byte[] read(String path) throws TransportException, IOException {
        try (InputStream in = transport.read(path)) {
            return in.readAllBytes();
        }
    }

    private static void assertReason(Reason reason, ThrowingCallable operation) {
        TransportException thrown = catchThrowableOfType(TransportException.class, operation);
        assertThat(thrown).isNotNull();
        assertThat(thrown.reason()).isEqualTo(reason);
    }

    private static void assertRefused(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(TransportException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
