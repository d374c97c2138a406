package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Private keys in the formats of OpenSSH, PEM and PKCS#8. */
final class PrivateKeys {
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY-----";
    private static final Set<String> KINDS = Set.of(
            KeyPairProvider.SSH_ED25519,
            KeyPairProvider.ECDSA_SHA2_NISTP256,
            KeyPairProvider.ECDSA_SHA2_NISTP384,
            KeyPairProvider.ECDSA_SHA2_NISTP521,
            KeyPairProvider.SSH_RSA);

    private PrivateKeys() {}

    /**
     * Reads one key.
     *
     * @param setting what a wrong text is blamed on
     * @param passphraseSetting what a wrong or missing passphrase is blamed on
     */
    static KeyPair parse(String setting, String text, String passphraseSetting, @Nullable String passphrase) {
        // A key in an environment variable often has its line ends written as two characters.
        String lines = text.indexOf('\n') < 0 ? text.replace("\\n", "\n") : text;
        refuseOthers(setting, lines);
        if (lines.contains(ENCRYPTED) && passphrase == null) {
            throw passphraseProblem(passphraseSetting, null);
        }
        AtomicBoolean asked = new AtomicBoolean(lines.contains(ENCRYPTED));
        try {
            String plain = lines.contains(ENCRYPTED) && passphrase != null ? decrypted(lines, passphrase) : lines;
            FilePasswordProvider provider = (session, resource, retry) -> {
                asked.set(true);
                return passphrase;
            };
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName(setting),
                    new ByteArrayInputStream(plain.getBytes(StandardCharsets.UTF_8)),
                    provider);
            List<KeyPair> all = new java.util.ArrayList<>();
            if (pairs != null) {
                pairs.forEach(all::add);
            }
            return theOne(setting, all);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof ConfigurationException known) {
                throw known;
            }
            throw asked.get()
                    ? passphraseProblem(passphraseSetting, passphrase)
                    : new ConfigurationException(
                            setting,
                            "is no private key that can be read ("
                                    + e.getClass().getSimpleName()
                                    + "); expected the text of an OpenSSH, PEM or PKCS#8 key with its BEGIN and END lines");
        }
    }

    private static ConfigurationException passphraseProblem(String setting, @Nullable String passphrase) {
        return new ConfigurationException(
                setting,
                passphrase == null ? "is missing, and the private key is encrypted" : "does not open the private key");
    }

    private static void refuseOthers(String setting, String text) {
        String found = null;
        if (text.contains("PuTTY-User-Key-File")) {
            found = "is in PuTTY's format; convert it with: puttygen key.ppk -O private-openssh -o key";
        } else if (!text.contains("PRIVATE KEY-----")) {
            found = text.contains("PUBLIC KEY") || text.matches("(?s)\\s*(ssh|ecdsa|sk)-.*")
                    ? "is a public key; expected the private one"
                    : "is no private key; expected its text, from -----BEGIN to END and -----";
        }
        if (found != null) {
            throw new ConfigurationException(setting, found);
        }
    }

    private static KeyPair theOne(String setting, List<KeyPair> pairs) {
        if (pairs.size() != 1) {
            throw new ConfigurationException(setting, "holds " + pairs.size() + " private keys; expected one");
        }
        String kind = KeyUtils.getKeyType(pairs.get(0));
        if (kind == null || !KINDS.contains(kind)) {
            throw new ConfigurationException(
                    setting,
                    "is a key of the kind " + kind
                            + "; expected ed25519, ECDSA or RSA (make one with: ssh-keygen -t ed25519)");
        }
        return pairs.get(0);
    }

    /** Encrypted PKCS#8 is opened by the JDK: Apache MINA would need one more library for it. */
    private static String decrypted(String text, String passphrase) throws IOException, GeneralSecurityException {
        String body = text.replaceAll("-----[A-Z ]+-----", "");
        EncryptedPrivateKeyInfo info =
                new EncryptedPrivateKeyInfo(Base64.getMimeDecoder().decode(body.strip()));
        // The name of PBES2 alone says nothing of its parts; those are what its parameters print as.
        String scheme =
                info.getAlgParameters() != null && info.getAlgName().matches("PBES2|1\\.2\\.840\\.113549\\.1\\.5\\.13")
                        ? info.getAlgParameters().toString()
                        : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray());
        try {
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(spec),
                    info.getAlgParameters());
            byte[] plain = info.getKeySpec(cipher).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(plain)
                    + "\n-----END PRIVATE KEY-----\n";
        } finally {
            spec.clearPassword();
        }
    }
}
