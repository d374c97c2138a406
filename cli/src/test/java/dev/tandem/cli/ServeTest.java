package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own, and {@code account} beside it. */
@Timeout(120)
class ServeTest {
    private static final String CALL = "20260302-140512_2143";

    @TempDir
    Path folder;

    private World world;
    private @Nullable Process process;

    @BeforeEach
    void configure() throws IOException {
        world = World.in(folder);
        world.write("tandem.yaml", """
                sink: {type: directory, path: calls}
                interval: 1h
                drop: {listen: "127.0.0.1:0"}
                feeds:
                  acme: {source: "drop:acme"}
                  contoso: {source: "drop:contoso"}
                """);
    }

    private Process served() {
        return Objects.requireNonNull(process, "serve() comes first");
    }

    private void serve() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "serve",
                "-c",
                world.configuration().toString());
        process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Result account(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "account";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "-c";
        all[all.length - 1] = world.configuration().toString();
        return new Program().run((Object[]) all);
    }

    private static String told(Result result, String what) {
        Matcher line = Pattern.compile("(?m)^ +" + what + " +(.*)$").matcher(result.out());
        assertThat(line.find()).as(result.out() + result.err()).isTrue();
        return line.group(1);
    }

    private int port() throws IOException, InterruptedException {
        Pattern listening = Pattern.compile("listening on 127.0.0.1, port ([0-9]+)");
        while (true) {
            Matcher line = listening.matcher(read("out.txt"));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
            assertThat(served().isAlive()).as(() -> read("err.txt")).isTrue();
            Thread.sleep(20);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Logs in as a customer does and uploads both files of a call. */
    private void upload(String user, String password) throws IOException, InterruptedException {
        int port = port();
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
            try (ClientSession session = client.connect(user, "127.0.0.1", port)
                    .verify(30, TimeUnit.SECONDS)
                    .getSession()) {
                session.addPasswordIdentity(password);
                session.auth().verify(30, TimeUnit.SECONDS);
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    write(sftp, CALL + ".wav", "RIFF");
                    write(sftp, CALL + ".json", "{\"note\": \"one\"}");
                }
            }
        }
    }

    private static void write(SftpClient sftp, String name, String content) throws IOException {
        try (OutputStream out = sftp.write(name)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void awaitDelivered(int calls) throws IOException, InterruptedException {
        while (world.delivered() < calls) {
            assertThat(served().isAlive()).as(() -> read("err.txt")).isTrue();
            Thread.sleep(20);
        }
    }

    private void awaitOutput(String part) throws InterruptedException {
        while (!read("out.txt").contains(part)) {
            assertThat(served().isAlive()).as(() -> read("err.txt")).isTrue();
            Thread.sleep(20);
        }
    }

    @Test
    void whatACustomerUploadsIsDeliveredThoughTheNextSweepIsAnHourAway() throws Exception {
        String password = told(account("add", "acme", "--password"), "password");
        serve();
        upload("acme", password);
        awaitDelivered(1);
        // The sink has the call a moment before the program says so.
        awaitOutput("delivered acme/" + CALL + ".wav");

        served().destroy();
        assertThat(served().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(served().exitValue()).as(() -> read("err.txt")).isZero();
    }

    @Test
    void anAccountThatIsAddedBesideARunningServerIsServed() throws Exception {
        serve();
        port();
        Result added = account("add", "contoso", "--password");
        assertThat(read("out.txt")).contains("host key " + told(added, "host key"));
        upload("contoso", told(added, "password"));
        awaitDelivered(1);
    }

    @Test
    void whatToSendToACustomerIsPrintedAndThePasswordIsKeptNowhere() throws Exception {
        Result added = account("add", "acme", "--password");
        String password = told(added, "password");
        assertThat(told(added, "user")).isEqualTo("acme");
        assertThat(told(added, "host key")).startsWith("ED25519 SHA256:");
        assertThat(added.out()).doesNotContain("No feed reads it");
        assertThat(read("drop/accounts")).contains("acme").doesNotContain(password);

        assertThat(account("list").out()).contains("acme", "enabled", "password");
        assertThat(account("disable", "acme").out()).contains("acme is disabled");
        assertThat(account("list").out()).contains("disabled");
        assertThat(account("enable", "acme").out()).contains("acme is enabled");
        assertThat(told(account("rotate", "acme", "--password"), "password")).isNotEqualTo(password);
    }

    @Test
    void anAccountThatNoFeedReadsIsSaidToBeOne() {
        assertThat(account("add", "other", "--password").out()).contains("source: drop:other");
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertThat(account("add", "acme").err()).contains("--key", "--password");
        assertThat(account("add", "Not A Name", "--password").err()).contains("no name for an account");
        assertThat(account("disable", "nobody").err()).contains("no such account");
        assertThat(account("add", "acme", "--key", "missing.pub").err()).contains("missing.pub cannot be read");
        Path bad = Files.writeString(folder.resolve("bad.pub"), "ssh-ed25519 nonsense\n");
        assertThat(account("add", "acme", "--key", bad.toString()).code()).isEqualTo(2);
        assertThat(account("list").out()).contains("there is no account");
        world.write("tandem.yaml", World.RULES);
        assertThat(account("list").err()).contains("drop: is missing");
        assertThat(new Program().run("serve", "-c", world.configuration()).err())
                .contains("drop: is missing");
    }
}
