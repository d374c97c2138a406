package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file of accounts: a line for each account, and below it one for its password's hash and for each key.
 *
 * <pre>
 * account acme enabled 2026-01-01T00:00:00Z
 * password $2b$10$...
 * key ssh-ed25519 AAAA...
 * </pre>
 */
final class AccountFile {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
    private static final long LARGEST = 16L << 20;
    private static final String HEAD = "# The accounts of Tandem's drop server. Change them by `tandem account`.\n";

    private AccountFile() {}

    /** Whether an account may have this name: it is also that of a folder, on file systems that know no case. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** All accounts by name; none if there is no file. */
    static SortedMap<String, Credentials> read(Path file) throws IOException {
        SortedMap<String, Credentials> accounts = new TreeMap<>();
        if (!Files.exists(file)) {
            return accounts;
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException("the file of accounts has more than " + LARGEST + " bytes; restore it from a backup");
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ");
                if (!words[0].equals("account")) {
                    throw wrong(i);
                }
                i = account(words, lines, i, accounts);
            }
        }
        return accounts;
    }

    /** Reads one account; gives the number of its last line. */
    private static int account(String[] words, List<String> lines, int at, SortedMap<String, Credentials> accounts)
            throws IOException {
        if (words.length != 4 || !isName(words[1]) || !words[2].matches("enabled|disabled")) {
            throw wrong(at);
        }
        List<String> keys = new ArrayList<>();
        String password = null;
        int last = at;
        while (last + 1 < lines.size() && lines.get(last + 1).matches("(key|password) .*")) {
            last++;
            String[] detail = lines.get(last).split(" ", 2);
            if (detail[0].equals("key")) {
                keys.add(detail[1]);
            } else {
                password = detail[1];
            }
        }
        Credentials read = new Credentials(words[1], words[2].equals("enabled"), time(words[3], at), keys, password);
        if (accounts.put(read.name(), read) != null) {
            throw wrong(at);
        }
        return last;
    }

    private static Instant time(String word, int at) throws IOException {
        try {
            return Instant.parse(word);
        } catch (DateTimeParseException e) {
            throw wrong(at);
        }
    }

    private static IOException wrong(int index) {
        return new IOException("the file of accounts is damaged in line " + (index + 1)
                + "; expected `account NAME enabled|disabled TIME`, each name once; restore it from a backup");
    }

    static void write(Path file, SortedMap<String, Credentials> accounts) throws IOException {
        StringBuilder out = new StringBuilder(HEAD);
        for (Credentials account : accounts.values()) {
            out.append("account ")
                    .append(account.name())
                    .append(account.enabled() ? " enabled " : " disabled ")
                    .append(account.created())
                    .append('\n');
            if (account.password() != null) {
                out.append("password ").append(account.password()).append('\n');
            }
            account.keys().forEach(key -> out.append("key ").append(key).append('\n'));
        }
        PrivateFiles.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
    }
}
