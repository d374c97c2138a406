package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/**
 * With what a user logs in. Texts from files are read anew for each connection, so that a key can be exchanged while a
 * feed runs.
 *
 * @param prefix what the settings' names begin with, for messages
 */
record Credentials(
        String prefix,
        @Nullable TextOrFile key,
        @Nullable String passphrase,
        @Nullable TextOrFile certificate,
        @Nullable String password) {

    /** The keys to try, in their order: with its certificate if there is one, then alone. */
    List<KeyPair> keys() {
        if (key == null) {
            return List.of();
        }
        KeyPair pair = PrivateKeys.parse(key.setting(), key.text(), prefix + "passphrase", passphrase);
        List<KeyPair> keys = new ArrayList<>();
        if (certificate != null) {
            keys.add(new KeyPair(certified(certificate, pair), pair.getPrivate()));
        }
        keys.add(pair);
        return keys;
    }

    private static PublicKey certified(TextOrFile text, KeyPair pair) {
        PublicKey parsed;
        try {
            PublicKeyEntry entry =
                    PublicKeyEntry.parsePublicKeyEntry(text.text().strip());
            parsed = entry == null ? null : entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            parsed = null;
        }
        if (!(parsed instanceof OpenSshCertificate certificate)) {
            throw wrong(text, "is no OpenSSH certificate; expected the line of a file such as id_ed25519-cert.pub");
        }
        if (certificate.getType() != OpenSshCertificate.Type.USER) {
            throw wrong(text, "is a host's certificate; expected a user's");
        }
        if (!KeyUtils.compareKeys(certificate.getCertPubKey(), pair.getPublic())) {
            throw wrong(text, "is for another key than the private key that is given");
        }
        if (!OpenSshCertificate.isValidNow(certificate)) {
            throw wrong(
                    text, "is not valid now (" + Instant.now().toString().substring(0, 10) + "); have it signed again");
        }
        return certificate;
    }

    private static ConfigurationException wrong(TextOrFile text, String problem) {
        return new ConfigurationException(text.setting(), problem);
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
