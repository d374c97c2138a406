package dev.tandem.sftp.drop;

import java.time.Instant;
import java.util.List;

/**
 * An account, for people.
 *
 * @param keys the fingerprints of its public keys, as {@code ssh-keygen -l} shows them
 * @param hasPassword whether it may log in by a password
 */
public record Account(String name, boolean enabled, Instant created, List<String> keys, boolean hasPassword) {
    public Account {
        keys = List.copyOf(keys);
    }
}
