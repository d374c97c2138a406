package dev.tandem.s3.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ceph's object gateway with a monitor and one store in memory, on loopback. All tests of a JVM share it: it starts with
 * the first that asks, in some seconds, and ends with the JVM. Tests that ask for it skip where it is not installed.
 *
 * <p>It honours {@code If-Match} on GET, HEAD and PUT, and {@code If-None-Match: *} on PUT. It ignores conditions on a copy,
 * on DELETE and on the end of a multipart upload, and who pays; version 16.2 keeps no checksums, and refuses those in a
 * trailer as well as an empty object in signed chunks, both of which the SDK sends unless told not to.
 */
public final class CephServer implements S3Server {
    private static final String ACCESS_KEY_ID = "TANDEMTEST";
    private static final Set<Feature> LACKS = EnumSet.of(
            Feature.COPY_SOURCE_IF_MATCH,
            Feature.COPY_IF_NONE_MATCH,
            Feature.DELETE_IF_MATCH,
            Feature.MULTIPART_IF_NONE_MATCH,
            Feature.CHECKSUMS);
    private static final long PATIENCE_SECONDS = 60;

    private static @Nullable CephServer shared;

    private final Shared programs;
    private final Path folder;
    private final int monitorPort = Program.freePort();
    private final int port = Program.freePort();
    private final String secretAccessKey = UUID.randomUUID().toString();

    private CephServer() throws IOException {
        programs = new Shared("tandem-ceph");
        folder = programs.work();
        Files.writeString(conf(), CephConf.text(folder, monitorPort, port));
        makeKeys();
        startMonitor();
        startStore();
        radosgwAdmin(
                "user",
                "create",
                "--uid=tandem",
                "--display-name=tandem",
                "--access-key=" + ACCESS_KEY_ID,
                "--secret-key=" + secretAccessKey);
        start("radosgw", "-n", "client.admin").await(() -> Shared.answers(port), PATIENCE_SECONDS);
    }

    public static synchronized CephServer shared() throws IOException {
        String how = "apt-get install --no-install-recommends ceph-mon ceph-osd radosgw";
        List.of("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph", "ceph-authtool", "monmaptool")
                .forEach(name -> Program.need("/usr/bin/" + name, how));
        CephServer server = shared;
        if (server == null) {
            server = new CephServer();
            shared = server;
        }
        return server;
    }

    private void makeKeys() throws IOException {
        String keyring = folder.resolve("keyring").toString();
        Program.run(List.of(
                "ceph-authtool", "--create-keyring", keyring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *"));
        Program.run(List.of(
                "ceph-authtool",
                keyring,
                "--gen-key",
                "-n",
                "client.admin",
                "--cap",
                "mon",
                "allow *",
                "--cap",
                "osd",
                "allow *"));
        Program.run(List.of(
                "ceph-authtool",
                keyring,
                "--gen-key",
                "-n",
                "osd.0",
                "--cap",
                "mon",
                "allow profile osd",
                "--cap",
                "osd",
                "allow *"));
    }

    private void startMonitor() throws IOException {
        String map = folder.resolve("monmap").toString();
        Program.run(List.of("monmaptool", "--create", "--addv", "a", "[v2:127.0.0.1:" + monitorPort + "]", map));
        Program.run(command(
                "ceph-mon",
                "--mkfs",
                "-i",
                "a",
                "--monmap",
                map,
                "--keyring",
                folder.resolve("keyring").toString()));
        start("ceph-mon", "-i", "a").await(() -> Shared.answers(monitorPort), PATIENCE_SECONDS);
    }

    /** The store has to be known to the monitor under the id that it gives itself, or it waits for ever. */
    private void startStore() throws IOException {
        Files.createDirectory(folder.resolve("osd"));
        String id = UUID.randomUUID().toString();
        Program.run(command("ceph", "osd", "new", id));
        Program.run(command("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", id));
        start("ceph-osd", "-i", "0");
    }

    private String radosgwAdmin(String... arguments) throws IOException {
        return Program.run(command("radosgw-admin", arguments));
    }

    private Program start(String name, String... arguments) throws IOException {
        List<String> command = command(name, arguments);
        command.add("-f");
        return programs.start(name + ".out", command);
    }

    private List<String> command(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(name, "-c", conf().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path conf() {
        return folder.resolve("ceph.conf");
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String accessKeyId() {
        return ACCESS_KEY_ID;
    }

    @Override
    public String secretAccessKey() {
        return secretAccessKey;
    }

    @Override
    public boolean honours(Feature feature) {
        return !LACKS.contains(feature);
    }

    /** Does nothing: it is shared. */
    @Override
    public void close() {}
}
