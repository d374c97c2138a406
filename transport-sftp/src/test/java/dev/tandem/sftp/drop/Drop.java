package dev.tandem.sftp.drop;

import dev.tandem.sftp.server.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A drop server on loopback with the accounts {@code acme}, by key and password, and {@code beta}, by key. */
final class Drop implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final Duration LOGIN = Duration.ofSeconds(20);
    /** Made once: it takes seconds. */
    private static final String HOST_KEY = Keys.text(Keys.make("ssh-rsa"));

    final Path folder;
    final Accounts accounts;
    final KeyPair key = Keys.make("ssh-ed25519");
    final Path keyFile;
    final String password;
    final DropServer server;
    final List<String> completed = Collections.synchronizedList(new ArrayList<>());
    final List<DropEvent> events = Collections.synchronizedList(new ArrayList<>());
    /** What is done within the request that completes a file. */
    volatile Runnable whenCompleted = () -> {};

    private final SshClient client = SshClient.setUpDefaultClient();

    Drop(Path temp, DropLimits.Builder limits) throws IOException {
        this.folder = temp.resolve("drop");
        this.accounts = Accounts.open(folder);
        PrivateFiles.write(folder.resolve("host_rsa"), HOST_KEY.getBytes(StandardCharsets.UTF_8));
        this.password = String.valueOf(
                accounts.add("acme", List.of(Keys.line(key.getPublic())), true).password());
        accounts.add("beta", List.of(Keys.line(key.getPublic())), false);
        this.keyFile = Keys.write(key, temp.resolve("key"));
        this.server = DropServer.builder(folder)
                .listen("127.0.0.1", 0)
                .limits(limits.freeBytes(0).build())
                .listener(new DropListener() {
                    @Override
                    public void completed(String account) {
                        completed.add(account);
                        whenCompleted.run();
                    }

                    @Override
                    public void audit(DropEvent event) {
                        events.add(event);
                    }
                })
                .start();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(client, 1000);
        client.start();
    }

    static DropLimits.Builder limits() {
        return DropLimits.builder().closing(Duration.ZERO);
    }

    ClientSession connect(String account) throws IOException {
        return client.connect(account, "127.0.0.1", server.port()).verify(LOGIN).getSession();
    }

    ClientSession login(String account) throws IOException {
        ClientSession session = connect(account);
        session.addPublicKeyIdentity(key);
        session.auth().verify(LOGIN);
        return session;
    }

    SftpClient sftp(ClientSession session) throws IOException {
        return SftpClientFactory.instance().createSftpClient(session);
    }

    Path inbox(String account) {
        return Path.of(DropServer.source(folder, account));
    }

    List<String> files(String account) throws IOException {
        return names(inbox(account));
    }

    List<String> partials(String account) throws IOException {
        return names(PrivateFiles.parent(inbox(account)).resolve("partial"));
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<DropEvent> events(DropEvent.Operation operation, DropEvent.Outcome outcome) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.operation() == operation && event.outcome() == outcome)
                    .toList();
        }
    }

    /** The names of this process's threads that have a part in them. */
    static List<String> threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(part))
                .toList();
    }

    /** Waits until something is so; fails after half a minute. */
    static void await(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so after half a minute: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        client.stop();
        server.close();
    }
}
