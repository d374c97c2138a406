package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transport, and a server that may do anything. Whatever it does, nothing is left open afterwards. */
@Timeout(60)
abstract class HostileTest {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** For tests in which the server falls silent; others must not fail because the machine is busy. */
    static final Duration SHORT = Duration.ofMillis(700);

    /** No message may hold it. */
    static final String SECRET = "jane.roe_555-0100";

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path anyFolder;

    HostileServer hostile;
    TestSessions sessions;
    SftpTransport transport;

    @BeforeEach
    final void begin() throws IOException {
        hostile = new HostileServer(anyFolder);
        sessions = TestSessions.to(hostile.server());
        transport = new SftpTransport(sessions, "", PATIENCE);
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        hostile.does(HostileServer.NONE);
        transport.close();
        awaitNoChannels();
        sessions.close();
        hostile.close();
    }

    /** Another transport, which knows nothing of what the one before it saw. */
    final void beginAnew(Duration patience) {
        transport.close();
        transport = new SftpTransport(sessions, "", patience);
    }

    final void awaitNoChannels() throws Exception {
        await("channels are closed", () -> openChannels() == 0);
    }

    final int openChannels() throws TransportException {
        ConnectionService service = sessions.session().getService(ConnectionService.class);
        return ((AbstractConnectionService) service).getChannels().size();
    }

    /** A condition that comes true by itself. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(5);
        }
    }

    final List<RemoteFile> list(String folder) throws TransportException {
        List<RemoteFile> entries = new ArrayList<>();
        transport.list(folder, entries::add);
        return entries;
    }

    final byte[] read(String path) throws TransportException, IOException {
        try (InputStream in = transport.read(path)) {
            return in.readAllBytes();
        }
    }

    /** Copies one file by the operation on many. */
    final byte[] copy(String path) throws TransportException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        copyAll(List.of(new Copy(path, Long.MAX_VALUE, to))).get(0).get();
        return to.toByteArray();
    }

    final List<Attempt<RemoteFile>> copyAll(List<Copy> copies) {
        return transport.copyAll(copies);
    }

    static TransportException failure(Attempt<?> attempt) {
        Throwable thrown = catchThrowable(attempt::get);
        assertThat(thrown).isInstanceOf(TransportException.class);
        return (TransportException) thrown;
    }

    /** Expects a failure as the world has them, whose messages are ours; gives its reason. */
    static Reason failing(ThrowingCallable asked) {
        Throwable thrown = catchThrowable(asked);
        assertThat(thrown).isInstanceOfAny(TransportException.class, IOException.class);
        Reason reason = Reason.UNAVAILABLE;
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            assertThat(one.getMessage()).isNotBlank().doesNotContain(SECRET);
            if (one instanceof TransportException e) {
                reason = e.reason();
            }
        }
        return reason;
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
