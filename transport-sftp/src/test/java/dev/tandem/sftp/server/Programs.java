package dev.tandem.sftp.server;

import java.io.IOException;
import java.nio.file.Path;

/** Short programs of this machine that tests use; where one is missing, the test is skipped and says so. */
public final class Programs {
    private Programs() {}

    public static Path keygen() {
        return Program.find("ssh-keygen", "/usr/bin/ssh-keygen");
    }

    public static Path openssl() {
        return Program.find("openssl", "/usr/bin/openssl");
    }

    /** Runs one; its output, or an exception that shows it. */
    public static String run(String... command) throws IOException {
        return Program.run(command);
    }
}
