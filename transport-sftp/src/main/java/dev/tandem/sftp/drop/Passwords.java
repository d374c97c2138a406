package dev.tandem.sftp.drop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/** Passwords are made here, never chosen; of each, a bcrypt hash is kept. */
final class Passwords {
    /** No letters that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP = 5;
    private static final int COST = 10;
    private static final int SALT_BYTES = 16;

    /** What bcrypt takes at most. */
    private static final int MOST_BYTES = 72;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The hash of a password that nobody knows. */
    private static final String NOBODYS = hash(generate());

    private Passwords() {}

    /** 25 of 31 characters: 123 bits. */
    static String generate() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return OpenBSDBCrypt.generate("2b", password.toCharArray(), salt, COST);
    }

    /** Takes as long for an account that has no password, or that is none. */
    static boolean matches(@Nullable String hash, String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || password.indexOf('\0') >= 0) {
            return false;
        }
        boolean same = OpenBSDBCrypt.checkPassword(hash == null ? NOBODYS : hash, password.toCharArray());
        return same && hash != null;
    }
}
