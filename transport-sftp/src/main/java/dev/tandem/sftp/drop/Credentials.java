package dev.tandem.sftp.drop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is stored.
 *
 * @param keys OpenSSH public keys: type and base64, no comment
 * @param password its bcrypt hash; null if there is none
 */
record Credentials(
        String name,
        boolean enabled,
        Instant created,
        List<String> keys,
        @Nullable String password) {
    Credentials {
        keys = List.copyOf(keys);
    }

    Credentials enabled(boolean now) {
        return new Credentials(name, now, created, keys, password);
    }

    /** Neither a key nor a hash. */
    @Override
    public String toString() {
        return name + (enabled ? "" : " (disabled)");
    }
}
