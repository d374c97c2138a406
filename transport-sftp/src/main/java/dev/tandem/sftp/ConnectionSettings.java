package dev.tandem.sftp;

import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a session is made by. Equal ones share a session.
 *
 * @param proxy goes before the jump hosts
 * @param jumps the logins at the hosts to go through, the nearest first
 */
record ConnectionSettings(Login login, @Nullable Proxy proxy, List<Login> jumps, Timing timing) {
    /** Reads all that it needs, so that what can never work is a ConfigurationException now. */
    void check() {
        login.check();
        jumps.forEach(Login::check);
    }

    /** When each of the files that are read for a connection was last changed. */
    List<@Nullable FileTime> filesChanged() {
        List<@Nullable FileTime> all = new ArrayList<>(login.filesChanged());
        jumps.forEach(jump -> all.addAll(jump.filesChanged()));
        return all;
    }

    /** How to reach the host that the server is reached through; null where it is reached without one. */
    @Nullable
    ConnectionSettings toJump() {
        int last = jumps.size() - 1;
        return last < 0 ? null : new ConnectionSettings(jumps.get(last), proxy, jumps.subList(0, last), timing);
    }

    /** The way to the server, whoever logs in: where it fails for one, it fails for all. */
    Route route() {
        return new Route(
                login.server(), proxy, jumps.stream().map(Login::server).toList());
    }

    /** The way to a server. */
    record Route(HostAndPort server, @Nullable Proxy proxy, List<HostAndPort> jumps) {
        @Override
        public String toString() {
            String through = jumps.stream().map(HostAndPort::toString).collect(Collectors.joining(" and "));
            return server
                    + (through.isEmpty() ? "" : " by way of " + through)
                    + (proxy == null ? "" : " through the " + proxy);
        }
    }
}
