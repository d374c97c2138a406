package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, when the server fails at each of the messages that it takes. */
class HostileFaultsTest extends HostileTest {
    private static final byte[] CONTENT = random(300_000, 1);

    /** The messages of each operation. */
    private static final Map<String, List<Integer>> MESSAGES = Map.of(
            "list", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.READLINK, Protocol.OPENDIR, Protocol.READDIR),
            "stat", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.READLINK),
            "read", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.OPEN, Protocol.FSTAT, Protocol.READ),
            "copyAll", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.OPEN, Protocol.FSTAT, Protocol.READ),
            "move", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.MKDIR, Protocol.RENAME),
            "delete", List.of(Protocol.INIT, Protocol.LSTAT, Protocol.REMOVE),
            "write",
                    List.of(
                            Protocol.INIT,
                            Protocol.LSTAT,
                            Protocol.MKDIR,
                            Protocol.OPEN,
                            Protocol.WRITE,
                            Protocol.CLOSE,
                            Protocol.EXTENDED));

    static Stream<Arguments> messages() {
        return MESSAGES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(type -> Arguments.of(entry.getKey(), type)));
    }

    private Object run(String operation) throws Exception {
        return switch (operation) {
            case "list" -> list("in");
            case "stat" -> transport.stat("in/a.wav");
            case "read" -> read("in/a.wav");
            case "copyAll" -> copy("in/a.wav");
            case "move" ->
                transport
                        .moveAll(List.of(new Move("in/a.wav", "new/folder/a.wav")))
                        .get(0)
                        .get();
            case "delete" -> {
                transport.delete("in/a.wav");
                yield "";
            }
            default -> {
                transport.write("new/a.json", new byte[100_000]);
                yield "";
            }
        };
    }

    private void put() {
        hostile.files().put("in", MemoryFiles.Entry.of(MemoryFiles.FOLDER));
        hostile.files().put("in/a.wav", CONTENT);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aServerThatFallsSilentFreesItsWorkerAndNoOtherIsStopped(String operation, int type) throws Exception {
        put();
        try (SftpTransport other = new SftpTransport(sessions, "", PATIENCE)) {
            assertThat(other.stat("in/a.wav").size()).isEqualTo(CONTENT.length);
            beginAnew(SHORT);
            hostile.does((request, out) -> request.channel() == 2 && request.is(type));

            assertThat(failing(() -> run(operation))).isEqualTo(Reason.TIMED_OUT);

            assertThat(other.stat("in/a.wav").size()).isEqualTo(CONTENT.length);
            hostile.does(HostileServer.NONE);
            beginAnew(PATIENCE);
            run(operation);
        }
        assertThat(sessions.made()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aChannelThatEndsIsAClearFailureOrIsGoneOnWithOnAnother(String operation, int type) throws Exception {
        put();
        endsOnceAt(operation, type, SftpAnswers::endChannel);
        assertThat(sessions.made()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aConnectionThatEndsIsAClearFailureOrIsGoneOnWithOnAnother(String operation, int type) throws Exception {
        put();
        endsOnceAt(operation, type, SftpAnswers::endSession);
    }

    /** Ends something at the first message of a kind. */
    private interface End {
        void of(SftpAnswers out) throws IOException;
    }

    private void endsOnceAt(String operation, int type, End end) throws Exception {
        AtomicInteger seen = new AtomicInteger();
        hostile.does((request, out) -> {
            if (request.is(type) && seen.incrementAndGet() == 1) {
                end.of(out);
                return true;
            }
            return false;
        });
        boolean goesOn = List.of("stat", "read", "copyAll").contains(operation) && type != Protocol.INIT;
        if (goesOn) {
            Object result = run(operation);
            if (result instanceof byte[] bytes) {
                assertThat(bytes).isEqualTo(CONTENT);
            }
        } else {
            assertThat(failing(() -> run(operation))).isEqualTo(Reason.UNAVAILABLE);
            // Whatever was done before the end, the files are whole.
            assertThat(hostile.files().contents()).contains(CONTENT);
        }
        assertThat(seen).hasPositiveValue();
    }

    static Stream<Arguments> refusals() {
        // A refused READLINK says that there is no link. A version is no request.
        return messages()
                .filter(one -> !List.of(Protocol.INIT, Protocol.READLINK).contains((Integer) one.get()[1]));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsDeniedIsSaidToBeDenied(String operation, int type) throws Exception {
        put();
        AtomicInteger seen = new AtomicInteger();
        hostile.does((request, out) -> {
            if (request.is(type)) {
                seen.incrementAndGet();
                out.status(request.id(), Status.PERMISSION_DENIED);
                return true;
            }
            return false;
        });
        assertThat(failing(() -> run(operation))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(seen).hasPositiveValue();
        assertThat(hostile.files().get("in/a.wav").content()).isEqualTo(CONTENT);
        // The channel is still good.
        hostile.does(HostileServer.NONE);
        run(operation);
        assertThat(hostile.channels()).isEqualTo(1);
        int kept = type == Protocol.CLOSE ? 1 : 0;
        await("handles are closed", () -> hostile.files().open() == kept);
    }
}
