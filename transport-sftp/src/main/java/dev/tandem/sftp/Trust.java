package dev.tandem.sftp;

import org.jspecify.annotations.Nullable;

/**
 * Where a server's host keys are known from: the pins, or a file in the format of {@code known_hosts}, one of which is
 * there.
 */
record Trust(@Nullable PinnedKeys pinned, @Nullable TextOrFile knownHosts) {
    /** What is known of a server now. */
    HostKeys of(HostAndPort server) {
        if (pinned != null) {
            return pinned;
        }
        if (knownHosts == null) {
            throw new IllegalStateException("neither pins nor known hosts");
        }
        return KnownHosts.of(knownHosts.setting(), knownHosts.text(), server);
    }
}
