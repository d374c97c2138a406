package dev.tandem.sftp;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSftpTransportTest extends SftpTransportContract {
    @TempDir
    static Path served;

    private static EmbeddedServer server;
    private static TestSessions sessions;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedServer.over(served);
        sessions = TestSessions.to(server);
    }

    @AfterAll
    static void stop() throws IOException {
        sessions.close();
        server.close();
    }

    @Override
    protected Transport open() throws IOException {
        return new SftpTransport(sessions, "/" + newFolder(served).getFileName(), PATIENCE);
    }
}
