package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose bytes and sizes are not what they are said to be. */
class HostileContentTest extends HostileTest {
    private static final byte[] CONTENT = random(1_000_000, 2);

    /** Both ways to read end in the same failure, and the channel is good afterwards. */
    private void neitherReads(String path) throws Exception {
        assertThat(failing(() -> read(path))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failing(() -> copy(path))).isEqualTo(Reason.UNAVAILABLE);
    }

    private void bothRead(String path, byte[] content) throws Exception {
        assertThat(read(path)).isEqualTo(content);
        assertThat(copy(path)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_767, 32_768, 32_769, 65_536, 1_000_000})
    void aFileOfAnyLengthIsReadWhole(int length) throws Exception {
        byte[] content = Arrays.copyOf(CONTENT, length);
        hostile.files().put("a.wav", content);
        bothRead("a.wav", content);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_001, 1_032_768, 50_000_000, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aFileThatIsShorterThanItsSizeIsNoFile(long said) throws Exception {
        hostile.files().put("a.wav", MemoryFiles.Entry.file(CONTENT).saying(said));
        neitherReads("a.wav");
        assertThat(transport.stat("a.wav").size()).isEqualTo(said < 0 ? Long.MAX_VALUE : said);
        assertThat(hostile.channels()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 32_767, 32_768, 983_040, 999_999})
    void aFileThatIsLongerThanItsSizeIsNoFile(long said) throws Exception {
        hostile.files().put("a.wav", MemoryFiles.Entry.file(CONTENT).saying(said));
        neitherReads("a.wav");
        assertThat(hostile.channels()).isEqualTo(1);
    }

    @Test
    void noMoreThanTheLimitIsRead() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        for (long limit : new long[] {0, 1, 32_768, 999_999, 1_000_000, 1_000_001}) {
            ByteArrayOutputStream to = new ByteArrayOutputStream();
            RemoteFile after = transport
                    .copyAll(List.of(new Copy("a.wav", limit, to)))
                    .get(0)
                    .get();
            assertThat(to.toByteArray()).isEqualTo(Arrays.copyOf(CONTENT, (int) Math.min(limit, CONTENT.length)));
            assertThat(after).isEqualTo(transport.stat("a.wav"));
        }
    }

    @Test
    void moreBytesThanWereAskedForAreNotTaken() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ)) {
                out.data(request.id(), CONTENT, 100_000);
                return true;
            }
            return false;
        });
        neitherReads("a.wav");
    }

    @Test
    void dataWithoutBytesDoesNotGoOnForEver() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ)) {
                out.data(request.id(), CONTENT, 0);
                return true;
            }
            return false;
        });
        neitherReads("a.wav");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void aServerMayGiveFewBytesAtATime(int most) throws Exception {
        byte[] content = Arrays.copyOf(CONTENT, Math.min(most * 2_000, CONTENT.length));
        hostile.files().put("a.wav", content);
        hostile.does((request, out) -> {
            if (!request.is(Protocol.READ)) {
                return false;
            }
            String handle = request.path();
            assertThat(handle).isNotBlank();
            request.text();
            int at = (int) request.body().getLong();
            int length = Math.min(Math.min(request.body().getInt(), most), content.length - at);
            if (length == 0) {
                out.status(request.id(), Status.EOF);
            } else {
                out.data(request.id(), Arrays.copyOfRange(content, at, at + length), length);
            }
            return true;
        });
        bothRead("a.wav", content);
    }

    @Test
    void fewPiecesAreKeptThatWaitForThoseBeforeThem() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (!request.is(Protocol.READ)) {
                return false;
            }
            request.text();
            long at = request.body().getLong();
            if (at > 0) {
                out.data(request.id(), CONTENT, 1);
            }
            return true;
        });
        assertThatCode(() -> copy("a.wav")).hasMessageContaining("ever smaller pieces");
        assertThatCode(() -> read("a.wav")).hasMessageContaining("ever smaller pieces");
    }

    @Test
    void answersMayComeInAnyOrder() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("answersMayComeInAnyOrder: seed " + seed);
        Random random = new Random(seed);
        List<SftpRequest> kept = new ArrayList<>();
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            boolean more = request.is(Protocol.READ) && kept.size() < 3 && random.nextInt(4) > 0;
            kept.add(request);
            if (more && request.body().getLong(request.body().limit() - 12) + 32_768 * 2 < CONTENT.length) {
                return true;
            }
            java.util.Collections.shuffle(kept, random);
            for (SftpRequest one : kept) {
                hostile.files().answer(one, out);
            }
            kept.clear();
            return true;
        });
        bothRead("a.wav", CONTENT);
    }

    @Test
    void aFileThatIsReplacedWhileItIsOpenedIsNotRead() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.files().put("other", MemoryFiles.Entry.file(CONTENT).at(5));
        hostile.does((request, out) -> {
            if (request.is(Protocol.FSTAT)) {
                out.attributes(request.id(), hostile.files().get("other"));
                return true;
            }
            return false;
        });
        neitherReads("a.wav");
    }

    @Test
    void aFileThatChangesWhileItIsReadShowsInItsEntry() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        RemoteFile before = transport.stat("a.wav");
        hostile.does((request, out) -> {
            if (request.is(Protocol.CLOSE)) {
                hostile.files().put("a.wav", MemoryFiles.Entry.file(CONTENT).at(7));
            }
            return false;
        });
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        RemoteFile after = transport
                .copyAll(List.of(new Copy("a.wav", 1L << 31, to)))
                .get(0)
                .get();
        assertThat(after.version()).isNotEqualTo(before.version());
    }

    @Test
    void theHandleOfAFileThatChangedWhileTheChannelWasLostIsClosed() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ)) {
                hostile.files().put("a.wav", MemoryFiles.Entry.file(CONTENT).at(9));
                out.endChannel();
                return true;
            }
            return false;
        });
        assertThatCode(() -> read("a.wav")).hasMessageContaining("changed while the connection was lost");
        assertThat(hostile.channels()).isEqualTo(2);
        // The first one went with its channel.
        await("the second handle is closed", () -> hostile.files().open() == 1);
    }

    @Test
    void aFileThatChangedWhileTheConnectionWasLostIsNotGoneOnWith() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        AtomicInteger reads = new AtomicInteger();
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ) && reads.incrementAndGet() == 10) {
                hostile.files().put("a.wav", MemoryFiles.Entry.file(CONTENT).at(9));
                out.endSession();
                return true;
            }
            return false;
        });
        assertThat(failing(() -> copy("a.wav"))).isEqualTo(Reason.UNAVAILABLE);
        hostile.files().put("a.wav", CONTENT);
        reads.set(0);
        assertThat(failing(() -> read("a.wav"))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(sessions.made()).isEqualTo(3);
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsGivenUpInTheEnd() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ)) {
                out.endSession();
                return true;
            }
            return false;
        });
        neitherReads("a.wav");
        assertThat(sessions.made()).isLessThan(10);
    }

    @Test
    void oneFilesFailureIsNoOthers() throws Exception {
        List<Copy> copies = new ArrayList<>();
        List<ByteArrayOutputStream> to = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            hostile.files().put(i + ".wav", Arrays.copyOf(CONTENT, i * 100));
            to.add(new ByteArrayOutputStream());
            copies.add(new Copy(i + ".wav", 1L << 31, i % 7 == 3 ? new Full() : to.get(i)));
        }
        hostile.files().put("5.wav", MemoryFiles.Entry.of(MemoryFiles.LINK));
        hostile.files().put("6.wav", MemoryFiles.Entry.of(MemoryFiles.FOLDER));
        hostile.files().put("7.wav", MemoryFiles.Entry.file(CONTENT).saying(1_000));
        copies.set(8, new Copy("missing.wav", 1L << 31, to.get(8)));
        copies.set(9, new Copy("../9.wav", 1L << 31, to.get(9)));
        hostile.does((request, out) -> {
            if (request.is(Protocol.OPEN) && request.path().equals("11.wav")) {
                out.status(request.id(), Status.PERMISSION_DENIED);
                return true;
            }
            return false;
        });

        List<Attempt<RemoteFile>> results = copyAll(copies);

        assertThat(results).hasSize(300);
        assertThat(failure(results.get(3)).reason()).isEqualTo(Reason.NO_SPACE);
        assertThat(failure(results.get(5)).reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure(results.get(6)).reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(failure(results.get(7)).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure(results.get(8)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(failure(results.get(9)).reason()).isEqualTo(Reason.INVALID_NAME);
        assertThat(failure(results.get(11)).reason()).isEqualTo(Reason.ACCESS_DENIED);
        for (int i = 12; i < 300; i++) {
            if (i % 7 != 3) {
                assertThat(results.get(i).get().name()).isEqualTo(i + ".wav");
                assertThat(to.get(i).toByteArray()).isEqualTo(Arrays.copyOf(CONTENT, i * 100));
            }
        }
        await("handles are closed", () -> hostile.files().open() == 0);
        assertThat(hostile.channels()).isEqualTo(1);
    }

    /** A disk without space. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("no space left");
        }
    }

    @Test
    void aServerMayAllowFewOpenFiles() throws Exception {
        int most = 5;
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hostile.files().put(i + ".wav", new byte[i]);
            copies.add(new Copy(i + ".wav", 1L << 31, OutputStream.nullOutputStream()));
        }
        hostile.does((request, out) -> {
            if (request.is(Protocol.OPEN) && hostile.files().open() >= most) {
                out.status(request.id(), Status.FAILURE);
                return true;
            }
            return false;
        });
        for (Attempt<RemoteFile> result : copyAll(copies)) {
            assertThat(result.get().kind()).isEqualTo(Kind.FILE);
        }
    }

    @Test
    void aSlowTakerNeitherTimesOutNorLetsMemoryGrow() throws Exception {
        Duration patience = Duration.ofSeconds(2);
        beginAnew(patience);
        byte[] large = random(40 << 20, 3);
        hostile.files().put("a.wav", large);
        AtomicInteger asked = new AtomicInteger();
        hostile.does((request, out) -> {
            if (request.is(Protocol.READ)) {
                asked.incrementAndGet();
            }
            return false;
        });
        try (InputStream in = transport.read("a.wav")) {
            assertThat(in.readNBytes(1 << 20)).isEqualTo(Arrays.copyOf(large, 1 << 20));
            int before = asked.get();
            // The taker rests for longer than the server may.
            Thread.sleep(patience.toMillis() * 3 / 2);
            assertThat((long) (asked.get() - before) * Offers.READ).isLessThan(CopyRun.AHEAD);
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1 << 20, large.length));
        }
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        asked.set(0);
        OutputStream slow = new OutputStream() {
            private boolean rested;

            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (!rested && to.size() > 2 << 20) {
                    rested = true;
                    rest(patience);
                    assertThat((long) asked.get() * Offers.READ).isLessThan(to.size() + 2 * CopyRun.AHEAD);
                }
                to.write(bytes, offset, length);
            }
        };
        transport.copyAll(List.of(new Copy("a.wav", 1L << 31, slow))).get(0).get();
        assertThat(to.toByteArray()).isEqualTo(large);
    }

    private static void rest(Duration patience) throws IOException {
        try {
            Thread.sleep(patience.toMillis() * 3 / 2);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aLongPacketOverASlowLineIsWaitedFor() throws Exception {
        Duration patience = Duration.ofSeconds(3);
        beginAnew(patience);
        byte[] content = random(20_000, 4);
        hostile.files().put("a.wav", content);
        ByteBuffer packet = ByteBuffer.allocate(13 + content.length);
        hostile.does((request, out) -> {
            if (!request.is(Protocol.READ) || packet.position() > 0) {
                return false;
            }
            packet.putInt(9 + content.length).put((byte) Protocol.DATA).putInt(request.id());
            packet.putInt(content.length).put(content);
            // A part of it comes each second, and all of it only after more time than the server may be silent.
            for (int from = 0; from < packet.capacity(); from += 4_000) {
                out.raw(Arrays.copyOfRange(packet.array(), from, Math.min(from + 4_000, packet.capacity())));
                out.flush();
                rest(Duration.ofMillis(667));
            }
            return true;
        });
        assertThat(copy("a.wav")).isEqualTo(content);
        assertThat(sessions.made()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsLeftHoldsNothing() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        for (int i = 0; i < 50; i++) {
            try (InputStream in = transport.read("a.wav")) {
                assertThat(in.read()).isEqualTo(CONTENT[0] & 0xFF);
            }
        }
        transport.stat("a.wav");
        await("handles are closed", () -> hostile.files().open() == 0);
        assertThat(hostile.channels()).isEqualTo(1);
    }
}
