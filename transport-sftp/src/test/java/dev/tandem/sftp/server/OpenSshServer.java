package dev.tandem.sftp.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenSSH's sshd on loopback with a configuration and keys that are thrown away. Its one user is the one who runs the
 * tests; its sessions start in the folder {@link #home()}, and see the whole disk. Tests that start it skip where it is
 * not installed.
 */
public final class OpenSshServer implements AutoCloseable {
    private final Program program;
    private final Path home;
    private final int port;
    private final KeyPair hostKey;
    private final KeyPair userKey;

    private OpenSshServer(Program program, Path home, int port, KeyPair hostKey, KeyPair userKey) {
        this.program = program;
        this.home = home;
        this.port = port;
        this.hostKey = hostKey;
        this.userKey = userKey;
    }

    /**
     * Starts it.
     *
     * @param work an empty folder for its files; its home is made below it
     * @param more further lines of {@code sshd_config}; they go before, and so override
     */
    public static OpenSshServer in(Path work, String... more) throws IOException {
        Path sshd = Program.find("OpenSSH's server", "/usr/sbin/sshd", "/usr/local/sbin/sshd");
        if ("root".equals(user())) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path home = Files.createDirectories(work.resolve("home"));
        KeyPair hostKey = Keys.make("ssh-ed25519");
        KeyPair userKey = Keys.make("ssh-ed25519");
        Keys.write(hostKey, work.resolve("host"));
        Files.writeString(work.resolve("authorized_keys"), Keys.line(userKey.getPublic()) + "\n");
        int port = Program.freePort();
        Path config = work.resolve("sshd_config");
        List<String> lines = new ArrayList<>(Arrays.asList(more));
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + work.resolve("host"),
                "AuthorizedKeysFile " + work.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "MaxStartups 100",
                "Subsystem sftp internal-sftp -d " + home));
        Files.write(config, lines);
        List<String> command = List.of(sshd.toString(), "-D", "-e", "-f", config.toString());
        return new OpenSshServer(Program.start(command, work.resolve("log"), port), home, port, hostKey, userKey);
    }

    /** Lets one more key in. */
    public void authorize(PublicKey key) throws IOException {
        Files.writeString(
                home.resolveSibling("authorized_keys"), Keys.line(key) + "\n", java.nio.file.StandardOpenOption.APPEND);
    }

    public int port() {
        return port;
    }

    /** Where sessions start. */
    public Path home() {
        return home;
    }

    public KeyPair hostKey() {
        return hostKey;
    }

    /** A key that is let in. */
    public KeyPair userKey() {
        return userKey;
    }

    public static String user() {
        return System.getProperty("user.name");
    }

    public String fingerprint() {
        return Keys.fingerprint(hostKey.getPublic());
    }

    /** The address of a path: absolute on this machine, or relative to the home after {@code /~/}. */
    public URI uri(String path) {
        return URI.create("sftp://" + user() + "@127.0.0.1:" + port + path);
    }

    /** Settings with which a client gets in. */
    public Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of("private-key", Keys.text(userKey), "host-key", fingerprint()));
    }

    /** What it wrote to its log. */
    public String log() throws IOException {
        return program.log();
    }

    @Override
    public void close() {
        program.close();
    }
}
