package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.Programs;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    private static final String PASSPHRASE = "a phrase, with blanks";

    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({
        "ed25519, OpenSSH, ssh-ed25519",
        "ed25519, PKCS8, ssh-ed25519",
        "ecdsa, OpenSSH, ecdsa-sha2-nistp256",
        "ecdsa, PEM, ecdsa-sha2-nistp256",
        "ecdsa, PKCS8, ecdsa-sha2-nistp256",
        "rsa, OpenSSH, ssh-rsa",
        "rsa, PEM, ssh-rsa",
        "rsa, PKCS8, ssh-rsa"
    })
    void eachKindInEachFormatIsReadPlainAndEncrypted(String type, String format, String kind) throws Exception {
        for (String passphrase : new String[] {"", PASSPHRASE}) {
            Path file = work.resolve(type + format + passphrase.length());
            make(type, format, passphrase, file);
            KeyPair pair = parse(Files.readString(file), passphrase.isEmpty() ? null : passphrase);
            assertThat(KeyUtils.getKeyType(pair)).isEqualTo(kind);
            assertThat(Files.readString(Path.of(file + ".pub"))).startsWith(Keys.line(pair.getPublic()));
        }
    }

    /** OpenSSL writes the one format of ed25519 that ssh-keygen does not. */
    private void make(String type, String format, String passphrase, Path file) throws IOException {
        String keygen = Programs.keygen().toString();
        if (type.equals("ed25519") && format.equals("PKCS8")) {
            String openssl = Programs.openssl().toString();
            Path plain = Path.of(file + ".plain");
            Programs.run(openssl, "genpkey", "-algorithm", "ed25519", "-out", plain.toString());
            if (passphrase.isEmpty()) {
                Files.copy(plain, file);
            } else {
                Programs.run(
                        openssl,
                        "pkcs8",
                        "-topk8",
                        "-in",
                        plain.toString(),
                        "-out",
                        file.toString(),
                        "-passout",
                        "pass:" + passphrase);
            }
            KeyPair pair = parse(Files.readString(plain), null);
            Files.writeString(Path.of(file + ".pub"), Keys.line(pair.getPublic()));
            return;
        }
        Programs.run(keygen, "-q", "-t", type, "-N", passphrase, "-C", "", "-f", file.toString());
        if (!format.equals("OpenSSH")) {
            Programs.run(keygen, "-q", "-p", "-m", format, "-P", passphrase, "-N", passphrase, "-f", file.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenSSH", "PEM", "PKCS8"})
    void aWrongOrMissingPassphraseIsToldAsThat(String format) throws Exception {
        Path file = work.resolve("key");
        make("rsa", format, PASSPHRASE, file);
        String text = Files.readString(file);
        assertThatThrownBy(() -> parse(text, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("passphrase: is missing, and the private key is encrypted");
        assertThatThrownBy(() -> parse(text, "another"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("passphrase: does not open the private key");
    }

    @Test
    void schemesOfOldAndNewOpenSslAreOpened() throws Exception {
        String openssl = Programs.openssl().toString();
        Path plain = work.resolve("plain");
        Programs.run(
                openssl, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", plain.toString());
        for (String scheme : new String[] {"aes128", "aes256"}) {
            for (String prf : new String[] {"hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512"}) {
                Path file = work.resolve(scheme + prf);
                Programs.run(
                        openssl,
                        "pkcs8",
                        "-topk8",
                        "-v2",
                        scheme,
                        "-v2prf",
                        prf,
                        "-in",
                        plain.toString(),
                        "-out",
                        file.toString(),
                        "-passout",
                        "pass:" + PASSPHRASE);
                assertThat(KeyUtils.getKeyType(parse(Files.readString(file), PASSPHRASE)))
                        .isEqualTo("ssh-rsa");
            }
        }
    }

    @Test
    void aKeyWhoseLineEndsAreTwoCharactersIsRead() {
        KeyPair pair = Keys.make("ssh-ed25519");
        KeyPair read = parse(Keys.text(pair).strip().replace("\n", "\\n"), null);
        assertThat(KeyUtils.compareKeys(read.getPublic(), pair.getPublic())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PuTTY-User-Key-File-3: ssh-ed25519, puttygen",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5, is a public key",
        "-----BEGIN PUBLIC KEY-----, is a public key",
        "hello, is no private key",
        "-----BEGIN OPENSSH PRIVATE KEY-----, is no private key that can be read",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----, passphrase"
    })
    void whatIsNoPrivateKeyIsRefusedWithAWordOnWhatItIs(String text, String word) {
        assertThatThrownBy(() -> parse(text, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(word);
    }

    @Test
    void noPartOfADamagedKeyIsShown() {
        String text = Keys.text(Keys.make("ssh-ed25519"));
        String middle = text.substring(text.length() / 2, text.length() / 2 + 20);
        assertThatThrownBy(() -> parse(text.replace(middle, "AAAAAAAAAAAAAAAAAAAA"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining(text.substring(60, 80));
    }

    private static KeyPair parse(String text, @Nullable String passphrase) {
        return PrivateKeys.parse("private-key", text, "passphrase", passphrase);
    }
}
