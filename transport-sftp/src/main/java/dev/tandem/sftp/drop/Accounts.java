package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of a drop server. They lie in one file in its folder, which is replaced in one step; a server that runs sees
 * a change within a second, and cuts the sessions of an account that was disabled or got other credentials. Threads and
 * processes may share it.
 */
public final class Accounts {
    private static final Object ONE_AT_A_TIME = new Object();

    /**
     * What to send to the customer, once: of the password, only a hash is kept.
     *
     * @param password null if the account logs in by keys alone
     */
    public record Provisioned(Account account, @Nullable String password) {
        /** Not the password. */
        @Override
        public String toString() {
            return account.name();
        }
    }

    private final Path file;
    private final Clock clock;
    private SortedMap<String, Credentials> known = new TreeMap<>();
    private String version = "";

    private Accounts(Path folder, Clock clock) {
        this.file = folder.resolve("accounts");
        this.clock = clock;
    }

    /**
     * The accounts of the drop server in this folder, which is made if it is not there.
     *
     * @throws IOException if they cannot be read
     */
    public static Accounts open(Path folder) throws IOException {
        return open(folder, Clock.systemUTC());
    }

    static Accounts open(Path folder, Clock clock) throws IOException {
        PrivateFiles.makeFolder(folder);
        Accounts accounts = new Accounts(folder, clock);
        accounts.refresh();
        return accounts;
    }

    /**
     * Adds an account.
     *
     * @param name 1 to 32 of a-z, 0-9, - and _, the first no sign
     * @param publicKeys lines as in OpenSSH's {@code .pub} files
     * @param password whether to make a password
     * @throws IllegalArgumentException if the name is taken or no name, a key is no key, or there would be no way to log in
     */
    public Provisioned add(String name, List<String> publicKeys, boolean password) throws IOException {
        if (!AccountFile.isName(name)) {
            throw new IllegalArgumentException("this is no name for an account; expected 1 to 32 of a-z, 0-9, - and _, "
                    + "beginning with a letter or digit");
        }
        Secrets secrets = Secrets.make(publicKeys, password);
        // So that a feed finds the folder before the first upload.
        PrivateFiles.makeFolder(Vault.inbox(Vaults.home(file.resolveSibling(""), name)));
        return change(accounts -> {
            if (accounts.containsKey(name)) {
                throw new IllegalArgumentException(
                        "there is an account of this name already; rotate it to give it other credentials");
            }
            Credentials fresh = new Credentials(
                    name, true, clock.instant().truncatedTo(ChronoUnit.SECONDS), secrets.keys(), secrets.hash());
            accounts.put(name, fresh);
            return new Provisioned(describe(fresh), secrets.password());
        });
    }

    /**
     * Gives an account other credentials; those it had are worth nothing any more.
     *
     * @throws IllegalArgumentException if there is no such account, a key is no key, or there would be no way to log in
     */
    public Provisioned rotate(String name, List<String> publicKeys, boolean password) throws IOException {
        Secrets secrets = Secrets.make(publicKeys, password);
        return change(accounts -> {
            Credentials before = require(accounts, name);
            Credentials after =
                    new Credentials(name, before.enabled(), before.created(), secrets.keys(), secrets.hash());
            accounts.put(name, after);
            return new Provisioned(describe(after), secrets.password());
        });
    }

    /** Lets an account log in no more. Its files stay. */
    public Account disable(String name) throws IOException {
        return replace(name, account -> account.enabled(false));
    }

    /** Lets an account log in again. */
    public Account enable(String name) throws IOException {
        return replace(name, account -> account.enabled(true));
    }

    private Account replace(String name, UnaryOperator<Credentials> how) throws IOException {
        return change(accounts -> {
            Credentials after = how.apply(require(accounts, name));
            accounts.put(name, after);
            return describe(after);
        });
    }

    /** All accounts, by name. */
    public synchronized List<Account> list() throws IOException {
        refresh();
        return known.values().stream().map(Accounts::describe).toList();
    }

    /** An account that may log in now. */
    synchronized Optional<Credentials> find(String name) {
        return Optional.ofNullable(known.get(name)).filter(Credentials::enabled);
    }

    /** Whether there is such an account, be it disabled. */
    synchronized boolean knows(String name) {
        return known.containsKey(name);
    }

    /** Reads the file again if it is another one than last time. */
    synchronized void refresh() throws IOException {
        String now = look();
        if (!now.equals(version)) {
            known = AccountFile.read(file);
            version = now;
        }
    }

    private String look() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private interface Change<T> {
        T to(SortedMap<String, Credentials> accounts);
    }

    private <T> T change(Change<T> change) throws IOException {
        Path lock = file.resolveSibling("accounts.lock");
        // The lock of the file system is one of processes, and is an error between threads.
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                SortedMap<String, Credentials> accounts = AccountFile.read(file);
                T result = change.to(accounts);
                AccountFile.write(file, accounts);
                refresh();
                return result;
            }
        }
    }

    private static Credentials require(SortedMap<String, Credentials> accounts, String name) {
        Credentials account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException(
                    "there is no such account; there are " + (accounts.isEmpty() ? "none" : accounts.keySet()));
        }
        return account;
    }

    private static Account describe(Credentials account) {
        List<String> fingerprints = account.keys().stream()
                .map(key -> PublicKeys.fingerprint(PublicKeys.parse(key)))
                .toList();
        return new Account(
                account.name(), account.enabled(), account.created(), fingerprints, account.password() != null);
    }

    private record Secrets(
            List<String> keys,
            @Nullable String password,
            @Nullable String hash) {
        static Secrets make(List<String> publicKeys, boolean withPassword) {
            if (publicKeys.isEmpty() && !withPassword) {
                throw new IllegalArgumentException("the account would have no way to log in; give a key or a password");
            }
            List<String> keys = publicKeys.stream().map(PublicKeys::clean).toList();
            String password = withPassword ? Passwords.generate() : null;
            return new Secrets(keys, password, password == null ? null : Passwords.hash(password));
        }
    }
}
