package dev.tandem.sftp.drop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The server's own keys: made on the first start, kept in OpenSSH's format. */
final class HostKeys {
    private static final int RSA_BITS = 3072;
    private static final int ED25519_BITS = 256;

    private HostKeys() {}

    /** Ed25519, and RSA for programs that know no better. */
    static List<KeyPair> load(Path folder) throws IOException {
        PrivateFiles.makeFolder(folder);
        List<KeyPair> keys = new ArrayList<>();
        keys.add(load(folder.resolve("host_ed25519"), KeyPairProvider.SSH_ED25519, ED25519_BITS));
        keys.add(load(folder.resolve("host_rsa"), KeyPairProvider.SSH_RSA, RSA_BITS));
        return keys;
    }

    private static KeyPair load(Path file, String type, int bits) throws IOException {
        try {
            if (!Files.exists(file)) {
                make(file, type, bits);
            }
            NamedResource resource = NamedResource.ofName(file.getFileName().toString());
            try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
                Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(null, resource, in, null);
                return found.iterator().next();
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(
                    "the host key " + file.getFileName() + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); restore it from a backup, or move it away to get a new one, which every customer will "
                            + "be warned of",
                    e);
        }
    }

    private static void make(Path file, String type, int bits) throws IOException, GeneralSecurityException {
        KeyPair fresh = KeyUtils.generateKeyPair(type, bits);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(fresh, "tandem drop server", null, out);
        PrivateFiles.write(file, out.toByteArray());
    }
}
