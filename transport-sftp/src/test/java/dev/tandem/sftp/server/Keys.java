package dev.tandem.sftp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Throwaway keys. */
public final class Keys {
    private Keys() {}

    /** A key of an SSH key type, such as {@code ssh-ed25519}, {@code ecdsa-sha2-nistp256}, {@code ssh-rsa}. */
    public static KeyPair make(String type) {
        int bits = type.equals("ssh-rsa") ? 2048 : type.startsWith("ecdsa") ? bitsOfCurve(type) : 256;
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of type " + type, e);
        }
    }

    private static int bitsOfCurve(String type) {
        return Integer.parseInt(type.substring(type.length() - 3));
    }

    /** {@code SHA256:...}, as {@code ssh-keygen -l} shows it. */
    public static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(key);
    }

    /** One line, as in {@code authorized_keys}. */
    public static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** The private key's text in OpenSSH's format, not encrypted. */
    public static String text(KeyPair pair) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Writes the private key into a file that its owner alone may read, as sshd asks of host keys. */
    public static Path write(KeyPair pair, Path file) throws IOException {
        Files.writeString(file, text(pair));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    file,
                    Set.of(
                            java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                            java.nio.file.attribute.PosixFilePermission.OWNER_WRITE));
        }
        return file;
    }
}
