package dev.tandem.sftp;

import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom to log in as, where, and on what conditions. Equal ones can share a session. */
record Login(HostAndPort server, String user, Credentials credentials, Trust trust, Algorithms algorithms) {
    /** Reads all that it needs, so that what can never work is a ConfigurationException now. */
    void check() {
        credentials.keys();
        trust.of(server);
    }

    /** When each of the files it is read from was last changed. */
    List<@Nullable FileTime> filesChanged() {
        return Arrays.asList(Stream.of(credentials.key(), credentials.certificate(), trust.knownHosts())
                .map(file -> file == null ? null : file.changed())
                .toArray(FileTime[]::new));
    }

    /** The server alone: no user's name reaches a log. */
    @Override
    public String toString() {
        return server.toString();
    }
}
