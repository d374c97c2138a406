package dev.tandem.sftp;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a session is made by. Equal ones share a session.
 *
 * @param proxy goes before the jump host
 * @param jump the login at a host to go through
 */
record ConnectionSettings(
        Login login, @Nullable Proxy proxy, @Nullable Login jump, Timing timing) {
    /** Reads all that it needs, so that what can never work is a ConfigurationException now. */
    void check() {
        login.check();
        if (jump != null) {
            jump.check();
        }
    }

    /** When each of the files that are read for a connection was last changed. */
    List<@Nullable FileTime> filesChanged() {
        List<@Nullable FileTime> all = new ArrayList<>(login.filesChanged());
        if (jump != null) {
            all.addAll(jump.filesChanged());
        }
        return all;
    }

    /** How to reach the jump host. */
    ConnectionSettings toJump(Login host) {
        return new ConnectionSettings(host, proxy, null, timing);
    }

    /** The way to the server, whoever logs in: where it fails for one, it fails for all. */
    Route route() {
        return new Route(login.server(), proxy, jump == null ? null : jump.server());
    }

    /** The way to a server. */
    record Route(
            HostAndPort server,
            @Nullable Proxy proxy,
            @Nullable HostAndPort jump) {
        @Override
        public String toString() {
            return server + (jump == null ? "" : " by way of " + jump) + (proxy == null ? "" : " through the " + proxy);
        }
    }
}
