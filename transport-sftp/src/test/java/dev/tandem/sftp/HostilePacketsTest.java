package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that are no answers, listings that are no listings, and what becomes of others meanwhile. */
class HostilePacketsTest extends HostileTest {
    private static final byte[] CONTENT = random(100_000, 4);

    /** Wrong in its own way. */
    private record Wrong(String how, HostileServer.Mischief mischief) {
        @Override
        public String toString() {
            return how;
        }
    }

    private static Wrong wrong(String how, HostileServer.Mischief mischief) {
        return new Wrong(how, mischief);
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    static Stream<Wrong> wrongAnswers() {
        return Stream.of(
                wrong("an unknown id", (request, out) -> {
                    out.status(request.id() + 77, 0);
                    return true;
                }),
                wrong("the same id again and again", (request, out) -> {
                    out.status(1, 0);
                    return true;
                }),
                wrong("a negative id", (request, out) -> {
                    out.status(-1, 0);
                    return true;
                }),
                wrong("a packet of 4 GB", (request, out) -> {
                    out.raw(length(-1));
                    return true;
                }),
                wrong("a packet of 2 GB", (request, out) -> {
                    out.raw(length(Integer.MAX_VALUE));
                    return true;
                }),
                wrong("a packet a little too long", (request, out) -> {
                    out.raw(length(PacketAssembler.LONGEST + 1));
                    return true;
                }),
                wrong("an empty packet", (request, out) -> {
                    out.raw(length(0));
                    return true;
                }),
                wrong("a packet without an id", (request, out) -> {
                    out.raw(length(1));
                    out.raw(new byte[] {101});
                    return true;
                }),
                wrong("attributes that end early", (request, out) -> {
                    out.packet(Protocol.ATTRS, request.id(), body -> {
                        body.writeInt(Protocol.HAS_SIZE | Protocol.HAS_PERMISSIONS);
                        body.writeInt(1);
                    });
                    return true;
                }),
                wrong("attributes with two thousand million extensions", (request, out) -> {
                    out.packet(Protocol.ATTRS, request.id(), body -> {
                        body.writeInt(Protocol.HAS_EXTENDED);
                        body.writeInt(-2);
                    });
                    return true;
                }),
                wrong("a status without a code", (request, out) -> {
                    out.packet(Protocol.STATUS, request.id(), body -> {});
                    return true;
                }),
                wrong("a handle for everything", (request, out) -> {
                    out.handle(request.id(), "h");
                    return true;
                }),
                wrong("a handle longer than its packet", (request, out) -> {
                    out.packet(Protocol.HANDLE, request.id(), body -> body.writeInt(Integer.MAX_VALUE));
                    return true;
                }),
                wrong("a handle of 1,000 bytes", (request, out) -> {
                    out.handle(request.id(), "h".repeat(1000));
                    return true;
                }),
                wrong("names for everything", (request, out) -> {
                    out.packet(Protocol.NAME, request.id(), body -> body.writeInt(0));
                    return true;
                }),
                wrong("a type that there is not", (request, out) -> {
                    out.packet(99, request.id(), body -> {});
                    return true;
                }),
                wrong("its own request", (request, out) -> {
                    out.packet(request.type(), request.id(), body -> {});
                    return true;
                }),
                wrong("an end where none can be", (request, out) -> {
                    out.status(request.id(), Status.EOF);
                    return true;
                }),
                wrong("it is done, for everything", (request, out) -> {
                    out.status(request.id(), Status.OK);
                    return true;
                }),
                wrong("a code that there is not", (request, out) -> {
                    out.status(request.id(), -5);
                    return true;
                }));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void aWrongAnswerIsAClearFailureOfOneTransport(Wrong wrong) throws Exception {
        hostile.files().put("in", MemoryFiles.Entry.of(MemoryFiles.FOLDER));
        hostile.files().put("in/a.wav", CONTENT);
        try (SftpTransport other = new SftpTransport(sessions, "", PATIENCE)) {
            other.stat("in/a.wav");
            for (int type : new int[] {Protocol.LSTAT, Protocol.OPEN, Protocol.FSTAT, Protocol.READ}) {
                beginAnew(SHORT);
                hostile.does(only(type, wrong.mischief()));
                failing(() -> read("in/a.wav"));
                failing(() -> copy("in/a.wav"));
            }
            for (int type : new int[] {Protocol.LSTAT, Protocol.OPENDIR}) {
                beginAnew(SHORT);
                hostile.does(only(type, wrong.mischief()));
                failing(() -> list("in"));
            }
            beginAnew(SHORT);
            hostile.does(only(Protocol.LSTAT, wrong.mischief()));
            failing(() -> transport.stat("in/a.wav"));
            failing(() -> transport.move("in/a.wav", "b.wav"));
            failing(() -> transport.delete("in/a.wav"));
            failing(() -> transport.write("in/b.json", new byte[1]));
            assertThat(other.stat("in/a.wav").size()).isEqualTo(CONTENT.length);
            assertThat(hostile.files().get("in/a.wav").content()).isEqualTo(CONTENT);
        }
        assertThat(sessions.made()).isEqualTo(1);
    }

    /** The first channel is left alone. */
    private static HostileServer.Mischief only(int type, HostileServer.Mischief mischief) {
        return (request, out) -> request.channel() > 1 && request.is(type) && mischief.answer(request, out);
    }

    @Test
    void textBeforeTheFirstPacketIsNamedAsSuch() throws Exception {
        hostile.does((request, out) -> {
            if (request.is(Protocol.INIT)) {
                out.raw("Welcome to the server of jane.roe_555-0100!\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        });
        assertThatCode(() -> transport.stat("a.wav")).hasMessageContaining("start-up files");
        assertThat(failing(() -> transport.stat("a.wav"))).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, -1})
    void anotherVersionThanTheThirdIsRefused(int version) {
        hostile.does((request, out) -> {
            if (request.is(Protocol.INIT)) {
                out.packet(Protocol.VERSION_REPLY, version, body -> {});
                return true;
            }
            return false;
        });
        assertThat(failing(() -> transport.stat("a.wav"))).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 4096, 300_000, Long.MAX_VALUE, -1})
    void anyLimitsThatAServerTellsAreLivedWith(long limit) throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.does((request, out) -> {
            if (request.is(Protocol.INIT)) {
                out.packet(Protocol.VERSION_REPLY, 3, body -> {
                    SftpAnswers.string(body, "limits@openssh.com");
                    SftpAnswers.string(body, "1");
                });
                return true;
            }
            if (request.is(Protocol.EXTENDED)) {
                out.packet(Protocol.EXTENDED_REPLY, request.id(), body -> {
                    for (int i = 0; i < 4; i++) {
                        body.writeLong(limit);
                    }
                });
                return true;
            }
            return false;
        });
        assertThat(read("a.wav")).isEqualTo(CONTENT);
        assertThat(copy("a.wav")).isEqualTo(CONTENT);
    }

    /** A listing of one folder, whose packets a test writes. */
    private void listing(HostileServer.Mischief readdir) {
        hostile.does((request, out) -> request.is(Protocol.READDIR) && readdir.answer(request, out));
    }

    private static void names(SftpRequest request, SftpAnswers out, List<byte[]> names) throws IOException {
        out.packet(Protocol.NAME, request.id(), body -> {
            body.writeInt(names.size());
            for (byte[] name : names) {
                body.writeInt(name.length);
                body.write(name);
                SftpAnswers.string(body, "longname");
                MemoryFiles.Entry.file(new byte[3]).writeTo(body);
            }
        });
    }

    @Test
    void namesThatAreNoneHarmNobody() throws Exception {
        List<String> wild = List.of(
                "..",
                ".",
                "",
                "../../etc/passwd",
                "/etc/cron.d/x",
                "a/b",
                "nul\0.wav",
                "line\nbreak.wav",
                "\u202Ecod.wav",
                "x".repeat(5_000),
                "good.wav");
        List<byte[]> names = new ArrayList<>();
        wild.forEach(name -> names.add(name.getBytes(StandardCharsets.UTF_8)));
        names.add(new byte[] {'c', 'a', 'f', (byte) 0xE9, '.', 'w', 'a', 'v'});
        AtomicInteger packets = new AtomicInteger();
        listing((request, out) -> {
            if (packets.getAndIncrement() > 0) {
                out.status(request.id(), Status.EOF);
            } else {
                names(request, out, names);
            }
            return true;
        });
        List<RemoteFile> entries = list("");
        assertThat(entries)
                .extracting(RemoteFile::name)
                .contains("good.wav", "line\nbreak.wav", "caf\uFFFD.wav", "a/b", "../../etc/passwd")
                .doesNotContain(".", "..");
        assertThat(entries).allMatch(entry -> entry.kind() == Kind.FILE);
        for (RemoteFile entry : entries) {
            // None of them may end the transport, whatever is asked by it.
            failing(() -> transport.stat(entry.name() + "/x"));
            failing(() -> read(entry.name() + "/x"));
        }
        assertThat(hostile.channels()).isEqualTo(1);
    }

    @Test
    void whatAListingDoesNotTellIsLookedAt() throws Exception {
        hostile.files().put("a.wav", CONTENT);
        hostile.files().put("b", MemoryFiles.Entry.of(MemoryFiles.FOLDER));
        hostile.files().put("link", MemoryFiles.Entry.of(MemoryFiles.LINK));
        AtomicInteger packets = new AtomicInteger();
        listing((request, out) -> {
            if (packets.getAndIncrement() > 0) {
                return false;
            }
            out.packet(Protocol.NAME, request.id(), body -> {
                body.writeInt(5);
                for (String name : List.of("a.wav", "b", "link", "went.wav", "a/b")) {
                    SftpAnswers.string(body, name);
                    SftpAnswers.string(body, "");
                    body.writeInt(0);
                }
            });
            return true;
        });
        List<RemoteFile> entries = list("").stream().distinct().toList();
        assertThat(entries).contains(transport.stat("a.wav"), transport.stat("b"), transport.stat("link"));
        assertThat(entries).extracting(RemoteFile::name).contains("a/b").doesNotContain("went.wav");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 2_000_000_000, -1})
    void aCountOfNamesThatIsNotTrueIsAFailure(int more) {
        listing((request, out) -> {
            out.packet(Protocol.NAME, request.id(), body -> {
                body.writeInt(more + 1);
                SftpAnswers.string(body, "a.wav");
                SftpAnswers.string(body, "");
                MemoryFiles.Entry.file(new byte[3]).writeTo(body);
            });
            return true;
        });
        assertThat(failing(() -> list(""))).isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.NO_SUCH_FILE, Status.PERMISSION_DENIED, Status.FAILURE, Status.OK, 7})
    void aListingThatBreaksOffIsNoListing(int code) {
        AtomicInteger packets = new AtomicInteger();
        listing((request, out) -> {
            if (packets.getAndIncrement() < 20) {
                names(request, out, List.of("a.wav".getBytes(StandardCharsets.US_ASCII)));
            } else {
                out.status(request.id(), code);
            }
            return true;
        });
        List<RemoteFile> seen = new ArrayList<>();
        Reason reason = failing(() -> transport.list("", seen::add));
        assertThat(reason).isNotEqualTo(Reason.NOT_FOUND);
        assertThat(seen).isNotEmpty();
    }

    @Test
    void aListingThatEndsWithItsChannelIsNoListing() {
        AtomicInteger packets = new AtomicInteger();
        listing((request, out) -> {
            if (packets.getAndIncrement() < 20) {
                names(request, out, List.of("a.wav".getBytes(StandardCharsets.US_ASCII)));
            } else {
                out.endChannel();
            }
            return true;
        });
        assertThat(failing(() -> list(""))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aListingWithoutNamesDoesNotGoOnForEver() {
        listing((request, out) -> {
            names(request, out, List.of());
            return true;
        });
        assertThat(failing(() -> list(""))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aTakerThatFailsLeavesNothingOpen() throws Exception {
        for (int i = 0; i < 500; i++) {
            hostile.files().put(i + ".wav", CONTENT);
        }
        assertThatCode(() -> transport.list("", entry -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class);
        transport.stat("1.wav");
        await("handles are closed", () -> hostile.files().open() == 0);
        assertThat(list("")).hasSize(500);
        assertThat(hostile.channels()).isEqualTo(1);
    }

    @Test
    void nothingThatAServerSendsDoesMoreThanFail() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("nothingThatAServerSendsDoesMoreThanFail: seed " + seed);
        Random random = new Random(seed);
        beginAnew(SHORT);
        hostile.files().put("in", MemoryFiles.Entry.of(MemoryFiles.FOLDER));
        hostile.files().put("in/a.wav", CONTENT);
        for (int round = 0; round < 150; round++) {
            garble(random);
            TransportException thrown = null;
            try {
                list("in");
                copy("in/a.wav");
                assertThat(read("in/a.wav")).isEqualTo(CONTENT);
            } catch (TransportException e) {
                thrown = e;
            } catch (IOException e) {
                thrown = (TransportException) e.getCause();
            }
            if (thrown != null) {
                assertThat(thrown.getMessage()).doesNotContain(SECRET);
            }
        }
    }

    /** One packet in thirty has some of its bytes changed. */
    private void garble(Random random) {
        hostile.does((request, out) -> {
            if (random.nextInt(30) > 0) {
                return false;
            }
            byte[] packet = new byte[random.nextInt(200)];
            random.nextBytes(packet);
            if (random.nextBoolean() && packet.length > 9) {
                ByteBuffer.wrap(packet)
                        .putInt(packet.length - 4)
                        .put((byte) (101 + random.nextInt(5)))
                        .putInt(request.id());
            }
            out.raw(random.nextBoolean() ? packet : Arrays.copyOf(packet, packet.length / 2));
            if (random.nextBoolean()) {
                out.endChannel();
            } else {
                // What comes next must not be taken for the rest of this.
                out.raw(length(-1));
            }
            return true;
        });
    }
}
