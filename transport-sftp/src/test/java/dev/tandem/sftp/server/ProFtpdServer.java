package dev.tandem.sftp.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * ProFTPD's mod_sftp on loopback with a configuration and keys that are thrown away. Its one user is {@value #USER}, who
 * starts in {@link #home()} and sees the whole disk. Tests that start it skip where it, its module or ssh-keygen is not
 * installed.
 */
public final class ProFtpdServer implements AutoCloseable {
    public static final String USER = "tandem";
    public static final String PASSWORD = "correct horse";

    private final Program program;
    private final Path home;
    private final int port;
    private final KeyPair hostKey;
    private final KeyPair userKey;

    private ProFtpdServer(Program program, Path home, int port, KeyPair hostKey, KeyPair userKey) {
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
     * @param more further lines of its configuration
     */
    public static ProFtpdServer in(Path work, String... more) throws IOException {
        Path proftpd = Program.find("ProFTPD", "/usr/sbin/proftpd");
        Path keygen = Program.find("ssh-keygen", "/usr/bin/ssh-keygen");
        Path openssl = Program.find("openssl", "/usr/bin/openssl");
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/lib/proftpd/mod_sftp.so")),
                "skipped: ProFTPD's mod_sftp is not installed on this machine (Debian: proftpd-mod-crypto)");
        Path home = Files.createDirectories(work.resolve("home"));
        KeyPair hostKey = Keys.make("ssh-rsa");
        KeyPair userKey = Keys.make("ssh-rsa");
        hostKeyFile(hostKey, work.resolve("host"), keygen);
        authorizedKeys(userKey, work.resolve("authorized"), keygen);
        String hash = Program.run(openssl.toString(), "passwd", "-6", PASSWORD).strip();
        String ids = Files.getAttribute(work, "unix:uid") + ":" + Files.getAttribute(work, "unix:gid");
        Path passwords = work.resolve("passwd");
        Files.writeString(passwords, USER + ":" + hash + ":" + ids + "::" + home + ":/bin/sh\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        int port = Program.freePort();
        Files.write(work.resolve("proftpd.conf"), configuration(work, port, List.of(more)));
        List<String> command = List.of(
                proftpd.toString(), "-n", "-c", work.resolve("proftpd.conf").toString());
        return new ProFtpdServer(Program.start(command, work.resolve("log"), port), home, port, hostKey, userKey);
    }

    private static List<String> configuration(Path work, int port, List<String> more) {
        List<String> lines = new java.util.ArrayList<>(List.of(
                "ModulePath /usr/lib/proftpd",
                "LoadModule mod_sftp.c",
                "ServerName test",
                "ServerType standalone",
                "UseIPv6 off",
                "DefaultAddress 127.0.0.1",
                "Port " + port,
                "User " + System.getProperty("user.name"),
                "Group " + System.getProperty("user.name"),
                "PidFile " + work.resolve("pid"),
                "ScoreboardFile " + work.resolve("scoreboard"),
                "DelayEngine off",
                "WtmpLog off",
                "TransferLog none",
                "SystemLog " + work.resolve("system.log"),
                "RequireValidShell off",
                "RootLogin on",
                "UseFtpUsers off",
                "AuthOrder mod_auth_file.c",
                "AuthUserFile " + work.resolve("passwd"),
                "AllowOverwrite on",
                "SFTPEngine on",
                "SFTPLog " + work.resolve("sftp.log"),
                "SFTPHostKey " + work.resolve("host"),
                "SFTPAuthorizedUserKeys file:" + work.resolve("authorized"),
                "SFTPAuthMethods publickey password"));
        lines.addAll(more);
        return lines;
    }

    /** ProFTPD 1.3.8 reads host keys as PEM. */
    private static void hostKeyFile(KeyPair key, Path file, Path keygen) throws IOException {
        Keys.write(key, file);
        Program.run(keygen.toString(), "-q", "-p", "-m", "PEM", "-N", "", "-P", "", "-f", file.toString());
    }

    /** ProFTPD reads authorized keys in the format of RFC 4716. */
    private static void authorizedKeys(KeyPair key, Path file, Path keygen) throws IOException {
        Path line = file.resolveSibling("user.pub");
        Files.writeString(line, Keys.line(key.getPublic()) + "\n");
        Files.writeString(file, Program.run(keygen.toString(), "-e", "-f", line.toString()));
    }

    public int port() {
        return port;
    }

    /** Where sessions start. */
    public Path home() {
        return home;
    }

    /** A key that is let in, as the password is. */
    public KeyPair userKey() {
        return userKey;
    }

    public String fingerprint() {
        return Keys.fingerprint(hostKey.getPublic());
    }

    /** The address of a path: absolute on this machine, or relative to the home after {@code /~/}. */
    public URI uri(String path) {
        return URI.create("sftp://" + USER + "@127.0.0.1:" + port + path);
    }

    /** Settings with which a client gets in by password. */
    public Map<String, String> settings() {
        return new LinkedHashMap<>(Map.of("password", PASSWORD, "host-key", fingerprint()));
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
