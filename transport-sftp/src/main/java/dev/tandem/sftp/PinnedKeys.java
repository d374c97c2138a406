package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/**
 * Host keys that are pinned in the settings.
 *
 * @param fingerprints each as {@code SHA256:...}, without padding
 * @param kinds the kinds of keys that were pinned whole; empty if one was pinned by its fingerprint alone
 */
record PinnedKeys(Set<String> fingerprints, Set<String> kinds) implements HostKeys {
    private static final Pattern PIN = Pattern.compile(
            "\\G[\\s,]*(?:(SHA256:[A-Za-z0-9+/]{43})=?|((?:ssh|ecdsa)-[a-z0-9-]+) +([A-Za-z0-9+/=]+))(?=[\\s,]|$)");

    /** Reads fingerprints and public keys ({@code ssh-ed25519 AAAA...}) between commas, blanks or lines. */
    static PinnedKeys parse(String setting, String text) {
        Set<String> fingerprints = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        boolean whole = true;
        Matcher pin = PIN.matcher(text.strip());
        int end = 0;
        while (pin.find()) {
            end = pin.end();
            if (pin.group(1) != null) {
                fingerprints.add(fingerprint(setting, pin.group(1)));
                whole = false;
            } else {
                PublicKey key = key(setting, pin.group(2) + " " + pin.group(3));
                fingerprints.add(fingerprint(key));
                kinds.add(Objects.requireNonNull(KeyUtils.getKeyType(key)));
            }
        }
        if (fingerprints.isEmpty() || end < text.strip().length()) {
            throw wrong(setting, text.strip().substring(end).strip());
        }
        return new PinnedKeys(Set.copyOf(fingerprints), whole ? Set.copyOf(kinds) : Set.of());
    }

    private static String fingerprint(String setting, String text) {
        try {
            // The last of 43 characters holds four bits: others than those in use name no fingerprint.
            byte[] digest = Base64.getDecoder().decode(text.substring("SHA256:".length()));
            if (text.endsWith(Base64.getEncoder().withoutPadding().encodeToString(digest))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw wrong(setting, text);
    }

    private static PublicKey key(String setting, String line) {
        @Nullable PublicKey key = null;
        try {
            PublicKeyEntry entry = PublicKeyEntry.parsePublicKeyEntry(line);
            key = entry == null ? null : entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Told below.
        }
        if (key == null) {
            throw wrong(setting, line);
        }
        return key;
    }

    private static ConfigurationException wrong(String setting, String found) {
        String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
        return new ConfigurationException(
                setting,
                "\"" + shown
                        + "\" is no fingerprint; expected SHA256: and 43 characters, as ssh-keygen -lf shows it of the"
                        + " server's key, or a whole public key such as ssh-ed25519 AAAA...; several with commas between");
    }

    /** As {@code ssh-keygen -l} shows it. */
    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    @Override
    public List<String> prefer(List<String> algorithms) {
        List<String> plain = new ArrayList<>(algorithms.stream()
                .filter(name -> !KeyUtils.isCertificateAlgorithm(name))
                .toList());
        plain.sort(java.util.Comparator.comparing(name -> kinds.contains(KeyUtils.getCanonicalKeyType(name)) ? 0 : 1));
        return plain;
    }

    /** A fingerprint does not tell the kind of its key. */
    @Override
    public boolean namesKinds() {
        return !kinds.isEmpty();
    }

    @Override
    public Verdict judge(PublicKey presented) {
        return fingerprints.contains(fingerprint(presented)) ? Verdict.TRUSTED : Verdict.CHANGED;
    }
}
