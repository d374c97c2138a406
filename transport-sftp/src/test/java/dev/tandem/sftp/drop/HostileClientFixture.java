package dev.tandem.sftp.drop;

import static dev.tandem.sftp.drop.RawSftp.CLOSE;
import static dev.tandem.sftp.drop.RawSftp.CREATE;
import static dev.tandem.sftp.drop.RawSftp.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean harm, or are broken. After each, the server serves others, and nothing of theirs is left. */
abstract class HostileClientFixture {
    @TempDir
    Path temp;

    @Nullable
    Drop drop;

    final Drop start(DropLimits.Builder limits) throws IOException {
        Drop fresh = new Drop(temp, limits);
        drop = fresh;
        return fresh;
    }

    @AfterEach
    final void othersAreServedAndNothingIsLeft() throws IOException {
        Drop server = drop;
        if (server == null) {
            return;
        }
        try (server) {
            Drop.await(
                    "all sessions have ended",
                    () -> Drop.threads("DropSubsystem").isEmpty());
            try (ClientSession session = server.login("beta");
                    RawSftp raw = RawSftp.start(session)) {
                String handle = raw.open("/fine.wav", CREATE).text();
                assertThat(raw.write(handle, 0, new byte[10]).code()).isEqualTo(OK);
                assertThat(raw.ask(CLOSE, handle).code()).isEqualTo(OK);
            }
            assertThat(server.files("beta")).containsExactly("fine.wav");
            Drop.await(
                    "all sessions have ended",
                    () -> Drop.threads("DropSubsystem").isEmpty());
            assertThat(openFiles(server.folder)).isEmpty();
        }
        Drop.await(
                "no thread is left",
                () -> Drop.threads("tandem-drop").isEmpty()
                        && Drop.threads("DropSshServer").isEmpty());
    }

    /** What this process has open below a folder, as Linux tells. */
    private static List<String> openFiles(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        File[] descriptors = new File("/proc/self/fd").listFiles();
        for (File descriptor : descriptors == null ? new File[0] : descriptors) {
            String target = descriptor.getCanonicalPath();
            if (target.startsWith(folder.toString())) {
                open.add(target);
            }
        }
        return open;
    }
}
