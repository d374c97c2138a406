package dev.tandem.sftp;

import dev.tandem.sftp.server.ProFtpdServer;
import dev.tandem.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class ProFtpdTransportTest extends SftpTransportContract {
    @TempDir
    static Path work;

    private static ProFtpdServer server;
    private static TestSessions sessions;

    @BeforeAll
    static void start() throws IOException {
        server = ProFtpdServer.in(work);
        sessions = TestSessions.to(server);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            sessions.close();
            server.close();
        }
    }

    /** The root is told from the login's home. */
    @Override
    protected Transport open() throws IOException {
        return new SftpTransport(
                sessions, newFolder(server.home()).getFileName().toString(), PATIENCE);
    }
}
