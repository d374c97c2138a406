package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/**
 * What a file in the format of {@code known_hosts} says of one server: plain, hashed and {@code [host]:port} names,
 * patterns, {@code @cert-authority} and {@code @revoked}. A server on a port other than 22 is known by {@code [host]:port}
 * alone. Nothing is ever added to the file.
 */
final class KnownHosts implements HostKeys {
    private static final int USUAL_PORT = 22;

    private final List<PublicKey> keys = new ArrayList<>();
    private final List<PublicKey> authorities = new ArrayList<>();
    private final List<PublicKey> revoked = new ArrayList<>();

    private KnownHosts() {}

    /** Reads what a text says of a server; keys of kinds that are not known here count for nothing. */
    static KnownHosts of(String setting, String text, HostAndPort server) {
        KnownHosts known = new KnownHosts();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                known.add(setting, stripped, number, server);
            }
        }
        return known;
    }

    private void add(String setting, String line, int number, HostAndPort server) {
        KnownHostEntry entry;
        boolean matches = false;
        try {
            entry = KnownHostEntry.parseKnownHostEntry(line);
            // Some hashes turn out to be none only when a name is held against them.
            matches = entry != null && isOf(entry, server);
        } catch (RuntimeException e) {
            entry = null;
        }
        if (entry == null) {
            throw new ConfigurationException(
                    setting,
                    "line " + number + " cannot be read; expected a line of known_hosts: names, the kind of key and the"
                            + " key, with blanks between");
        }
        PublicKey key = matches ? key(entry) : null;
        if (key != null) {
            list(setting, entry.getMarker(), number).add(key);
        }
    }

    /** A pattern without a port is of port 22 to MINA; what is revoked is revoked on every port. */
    private static boolean isOf(KnownHostEntry entry, HostAndPort server) {
        boolean revokes = "revoked".equals(entry.getMarker()) && entry.isHostMatch(server.host(), USUAL_PORT);
        return revokes || entry.isHostMatch(server.host(), server.port());
    }

    private List<PublicKey> list(String setting, @Nullable String marker, int number) {
        if (marker == null) {
            return keys;
        }
        return switch (marker) {
            case "cert-authority" -> authorities;
            case "revoked" -> revoked;
            default ->
                throw new ConfigurationException(
                        setting, "line " + number + " has an unknown mark; known are @cert-authority and @revoked");
        };
    }

    private static @Nullable PublicKey key(KnownHostEntry entry) {
        try {
            return entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    /** Kinds that are known come first: a server has keys of several kinds, and presents the one that is asked for first. */
    @Override
    public List<String> prefer(List<String> algorithms) {
        return algorithms.stream()
                .filter(name -> !authorities.isEmpty() || !KeyUtils.isCertificateAlgorithm(name))
                .sorted(Comparator.comparing(this::rank))
                .toList();
    }

    private int rank(String algorithm) {
        if (KeyUtils.isCertificateAlgorithm(algorithm)) {
            return 0;
        }
        String kind = KeyUtils.getCanonicalKeyType(algorithm);
        return keys.stream().anyMatch(key -> Objects.equals(KeyUtils.getKeyType(key), kind)) ? 1 : 2;
    }

    @Override
    public boolean namesKinds() {
        return true;
    }

    @Override
    public Verdict judge(PublicKey presented) {
        if (presented instanceof OpenSshCertificate certificate) {
            PublicKey authority = certificate.getCaPubKey();
            if (isAmong(revoked, authority) || isAmong(revoked, certificate.getCertPubKey())) {
                return Verdict.REVOKED;
            }
            return isAmong(authorities, authority) ? Verdict.TRUSTED : otherThanTrusted();
        }
        if (isAmong(revoked, presented)) {
            return Verdict.REVOKED;
        }
        return isAmong(keys, presented) ? Verdict.TRUSTED : otherThanTrusted();
    }

    private Verdict otherThanTrusted() {
        return keys.isEmpty() && authorities.isEmpty() ? Verdict.UNKNOWN : Verdict.CHANGED;
    }

    private static boolean isAmong(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(one -> KeyUtils.compareKeys(one, key));
    }
}
