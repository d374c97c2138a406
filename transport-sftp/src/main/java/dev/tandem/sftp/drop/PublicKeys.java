package dev.tandem.sftp.drop;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Public keys as OpenSSH writes them: {@code ssh-ed25519 AAAA... comment}. */
final class PublicKeys {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LONGEST = 16 << 10;

    private PublicKeys() {}

    /** Type and base64 of a line that someone gave us, without its comment, which may hold a person's name. */
    static String clean(String line) {
        PublicKey key = parse(line.trim());
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            throw new IllegalArgumentException(
                    "the RSA key has " + rsa.getModulus().bitLength() + " bits; expected at least " + LEAST_RSA_BITS
                            + ", or better an Ed25519 key");
        }
        return PublicKeyEntry.toString(key);
    }

    static PublicKey parse(String line) {
        try {
            AuthorizedKeyEntry entry =
                    line.length() > LONGEST ? null : AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            if (entry != null && entry.getLoginOptions().isEmpty()) {
                PublicKey key = entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
                if (key != null && !KeyUtils.getKeyType(key).contains("dss")) {
                    return key;
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Falls through: whatever is wrong with it, it is no key we can use.
        }
        throw new IllegalArgumentException("this is no public key; expected one line as in a .pub file of OpenSSH: "
                + "ssh-ed25519, ecdsa-sha2-nistp256, -384, -521 or ssh-rsa, then the key, no options before it");
    }

    /** As {@code ssh-keygen -l} shows it: the algorithm, then the fingerprint. */
    static String fingerprint(PublicKey key) {
        String type = KeyUtils.getKeyType(key);
        String label =
                type.startsWith("ecdsa") ? "ECDSA" : type.replace("ssh-", "").toUpperCase(java.util.Locale.ROOT);
        return label + " " + KeyUtils.getFingerPrint(key);
    }
}
