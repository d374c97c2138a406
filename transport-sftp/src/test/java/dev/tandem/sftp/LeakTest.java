package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is left of what was tried, and nothing of a provider that was closed. */
class LeakTest {
    @TempDir
    Path work;

    @Test
    void aClosedProviderLeavesNoThreadAndOpensAgain() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            SftpTransportProvider provider = new SftpTransportProvider();
            for (int i = 0; i < 2; i++) {
                try (Transport transport = provider.open(server.uri("/"), Settings.of(server.settings()))) {
                    transport.list("", file -> {});
                    assertThat(server.sessions()).isEqualTo(1);
                }
                provider.close();
                ConnectTest.await(() -> server.sessions() == 0);
                assertThat(threads()).noneMatch(thread -> thread.getName().startsWith(Engine.THREADS));
            }
        }
        ConnectTest.await(() -> threads().stream()
                .allMatch(thread -> before.contains(thread) || !thread.getName().matches("sshd.*|tandem.*|Thread-.*")));
    }

    @Test
    void theThreadsAreFewAndDaemons() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Visitor visitor = new Visitor()) {
            for (String patience : List.of("15s", "16s", "17s", "18s", "19s", "20s")) {
                Map<String, String> settings = server.settings();
                settings.put("patience", patience);
                visitor.visit(server.uri("/"), settings);
            }
            List<Thread> own = threads().stream()
                    .filter(thread -> thread.getName().startsWith(Engine.THREADS))
                    .toList();
            assertThat(own).hasSizeBetween(2, 5).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void aProviderThatWasNeverOpenedCloses() {
        new SftpTransportProvider().close();
    }

    @Test
    void whatIsAskedAfterTheEndFails() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Visitor visitor = new Visitor();
            Sessions sessions = visitor.sessions(server.uri("/"), server.settings());
            sessions.session();
            visitor.close();
            assertThatThrownBy(sessions::session)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void failedConnectionsLeaveNothing() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work);
                ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                Visitor visitor = new Visitor()) {
            visitor.visit(server.uri("/"), server.settings());
            fail(visitor, server, silent, 0);
            ConnectTest.await(() -> server.sessions() == 1);
            int threads = threads().size();
            Map<String, Integer> handles = handles();
            for (int i = 1; i <= 10; i++) {
                fail(visitor, server, silent, i);
            }
            ConnectTest.await(() -> server.sessions() == 1);
            ConnectTest.await(() -> threads().size() <= threads);
            ConnectTest.await(() -> total(handles()) <= total(handles));
        }
    }

    /** One failure of each of five kinds, each of a login that has not failed yet. */
    private static void fail(Visitor visitor, EmbeddedServer server, ServerSocket silent, int round) throws Exception {
        String other = Keys.fingerprint(Keys.make("ecdsa-sha2-nistp256").getPublic());
        List<Map<String, String>> settings = new ArrayList<>();
        List<URI> sources = new ArrayList<>();
        for (Map<String, String> more : List.of(
                Map.of("password", "wrong"),
                Map.of("host-key", other),
                Map.of("proxy", "http://127.0.0.1:" + server.port()))) {
            settings.add(with(server.settings(), more));
            sources.add(server.uri("/"));
        }
        settings.add(with(server.settings(), Map.of()));
        sources.add(URI.create("sftp://x" + round + "@127.0.0.1:" + closedPort() + "/"));
        settings.add(with(server.settings(), Map.of("connect-timeout", (110 + round) + "ms")));
        sources.add(URI.create("sftp://x" + round + "@127.0.0.1:" + silent.getLocalPort() + "/"));
        for (int i = 0; i < sources.size(); i++) {
            Map<String, String> one = settings.get(i);
            one.putIfAbsent("connect-timeout", (1000 + round) + "ms");
            URI source = sources.get(i);
            assertThatThrownBy(() -> visitor.visit(source, one)).isInstanceOf(TransportException.class);
        }
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static int total(Map<String, Integer> handles) {
        return handles.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many files and sockets this process holds, by kind. */
    private static Map<String, Integer> handles() throws IOException {
        Path own = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(own), "skipped: this system does not tell a process's open files");
        try (Stream<Path> all = Files.list(own)) {
            return all.map(LeakTest::kind).collect(Collectors.toMap(kind -> kind, kind -> 1, Integer::sum));
        }
    }

    private static String kind(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString().replaceAll("[:\\[].*", "");
        } catch (IOException e) {
            return "gone";
        }
    }
}
