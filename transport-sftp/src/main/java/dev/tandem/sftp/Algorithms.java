package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;

/**
 * What a session may be made of: strong algorithms, in the order of preference, and the weak ones that were switched on.
 *
 * @param allowed names of weak algorithms
 */
record Algorithms(Set<String> allowed) {
    // AES-GCM first: on large files it is three times as fast as ChaCha20.
    private static final List<BuiltinCiphers> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256ctr,
            BuiltinCiphers.cc20p1305_openssh);

    @SuppressWarnings("deprecation") // Off until someone asks for it.
    private static final List<BuiltinCiphers> WEAK_CIPHERS = List.of(
            BuiltinCiphers.aes128cbc, BuiltinCiphers.aes192cbc, BuiltinCiphers.aes256cbc, BuiltinCiphers.tripledescbc);

    private static final List<BuiltinMacs> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);
    private static final List<BuiltinMacs> WEAK_MACS = List.of(BuiltinMacs.hmacsha1etm, BuiltinMacs.hmacsha1);

    private static final List<BuiltinDHFactories> EXCHANGES = List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.mlkem768nistp256,
            BuiltinDHFactories.mlkem1024nistp384,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.curve448,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhg17_512,
            BuiltinDHFactories.dhg15_512,
            BuiltinDHFactories.dhgex256,
            BuiltinDHFactories.dhg14_256);

    @SuppressWarnings("deprecation") // Off until someone asks for it.
    private static final List<BuiltinDHFactories> WEAK_EXCHANGES =
            List.of(BuiltinDHFactories.dhg14, BuiltinDHFactories.dhgex, BuiltinDHFactories.dhg1);

    private static final List<BuiltinSignatures> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256,
            BuiltinSignatures.ed25519_cert,
            BuiltinSignatures.nistp256_cert,
            BuiltinSignatures.nistp384_cert,
            BuiltinSignatures.nistp521_cert,
            BuiltinSignatures.rsaSHA512_cert,
            BuiltinSignatures.rsaSHA256_cert);
    private static final List<BuiltinSignatures> WEAK_SIGNATURES = List.of(BuiltinSignatures.rsa);

    private static final List<String> WEAK = Stream.of(WEAK_SIGNATURES, WEAK_EXCHANGES, WEAK_CIPHERS, WEAK_MACS)
            .flatMap(Collection::stream)
            .map(NamedResource::getName)
            .toList();

    /** Reads names between commas or blanks. */
    static Algorithms parse(String setting, String text) {
        Set<String> allowed = new TreeSet<>();
        for (String name : text.strip().split("[\\s,]+", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            if (!WEAK.contains(name)) {
                throw new ConfigurationException(
                        setting,
                        isStrong(name)
                                ? name + " is on already; leave it out"
                                : "\"" + name + "\" can not be switched on; known are " + String.join(", ", WEAK));
            }
            allowed.add(name);
        }
        return new Algorithms(Set.copyOf(allowed));
    }

    private static boolean isStrong(String name) {
        return Stream.of(CIPHERS, MACS, EXCHANGES, SIGNATURES)
                .flatMap(Collection::stream)
                .anyMatch(known -> known.getName().equals(name));
    }

    /** Those of some names that are weak and could be switched on. */
    static List<String> weakOf(Collection<String> names) {
        return names.stream().filter(WEAK::contains).toList();
    }

    /** Makes a session that has not begun yet offer these and no others. */
    void applyTo(ClientSession session) {
        session.setCipherFactories(new ArrayList<>(with(CIPHERS, WEAK_CIPHERS)));
        session.setMacFactories(new ArrayList<>(with(MACS, WEAK_MACS)));
        session.setSignatureFactories(new ArrayList<>(with(SIGNATURES, WEAK_SIGNATURES)));
        session.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(true, with(EXCHANGES, WEAK_EXCHANGES), ClientBuilder.DH2KEX));
    }

    /** What host keys may be asked for, best first; those of certificates come last. */
    List<String> hostKeys() {
        return with(SIGNATURES, WEAK_SIGNATURES).stream()
                .map(NamedResource::getName)
                .toList();
    }

    private <F extends NamedResource & OptionalFeature> List<F> with(List<F> strong, List<F> weak) {
        return Stream.concat(strong.stream(), weak.stream().filter(one -> allowed.contains(one.getName())))
                .filter(OptionalFeature::isSupported)
                .toList();
    }

    /** Names between commas, as a server sent them: at most a few, none but those that look like algorithms. */
    static List<String> names(String sent) {
        return Arrays.stream(sent.split(",", 65))
                .limit(64)
                .filter(name -> name.matches("[A-Za-z0-9@._-]{1,64}"))
                .toList();
    }
}
