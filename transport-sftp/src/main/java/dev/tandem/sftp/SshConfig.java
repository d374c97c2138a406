package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenSSH configuration says of hosts, as ssh_config(5) has it: the host's name and port, the user, the files of
 * its keys, and the hosts to go through. What it says of algorithms or time limits is for our own settings to say.
 */
final class SshConfig {
    /** The setting that names the file. */
    static final String SETTING = "ssh-config-file";

    /** Says nothing of any host. */
    static final SshConfig NONE = new SshConfig(null);

    private static final List<String> NOT_FOLLOWED = List.of("ProxyCommand", "HostKeyAlias");
    private static final String USUAL_KNOWN_HOSTS = "~/.ssh/known_hosts";

    private final @Nullable HostConfigEntryResolver hosts;

    private SshConfig(@Nullable HostConfigEntryResolver hosts) {
        this.hosts = hosts;
    }

    /**
     * What is said of one host.
     *
     * @param user null if none is named
     * @param server where the host listens
     * @param key null if none is named, as the others
     * @param jumps the hosts to go through, as {@code user@host:port}
     */
    record Host(
            @Nullable String user,
            HostAndPort server,
            @Nullable TextOrFile key,
            @Nullable TextOrFile certificate,
            @Nullable TextOrFile knownHosts,
            List<String> jumps) {}

    static SshConfig read(TextOrFile file) {
        List<HostConfigEntry> entries;
        try {
            entries = HostConfigEntry.readHostConfigEntries(new StringReader(file.text()), true);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong("names a file that cannot be followed (" + e.getMessage()
                    + "); expected an OpenSSH configuration without Match sections");
        }
        if (entries.stream().anyMatch(entry -> entry.getProperty("Include") != null)) {
            throw wrong("names a file that includes others; expected one that says all by itself");
        }
        return new SshConfig(HostConfigEntry.toHostConfigEntryResolver(entries));
    }

    /** @param called the host, as it is called in the configuration, and the port, which wins, or 0 */
    Host of(HostAndPort called) {
        if (hosts == null) {
            return new Host(null, called.orPort(HostAndPort.SSH), null, null, null, List.of());
        }
        HostConfigEntry said;
        try {
            said = hosts.resolveEffectiveHost(called.host(), called.port(), null, null, null, null);
        } catch (IOException | RuntimeException e) {
            throw wrong("says of the host " + called.host() + " what cannot be followed (" + e.getMessage() + ")");
        }
        return read(called, said == null ? new HostConfigEntry() : said);
    }

    private static Host read(HostAndPort called, HostConfigEntry said) {
        for (String keyword : NOT_FOLLOWED) {
            if (!isNone(said.getProperty(keyword))) {
                throw wrong("has " + keyword + " for the host " + called.host() + ", which is not followed here");
            }
        }
        String host = said.getHostName() == null ? called.host() : said.getHostName();
        int port = called.port() > 0 ? called.port() : said.getPort() > 0 ? said.getPort() : HostAndPort.SSH;
        TextOrFile key = first(said.getIdentities());
        List<String> knownHosts = new ArrayList<>(several(said.getProperty("UserKnownHostsFile")));
        knownHosts.add(USUAL_KNOWN_HOSTS);
        return new Host(
                said.getUsername(),
                HostAndPort.parse(SETTING, host.indexOf(':') < 0 ? host : "[" + host + "]")
                        .orPort(port),
                key,
                certificate(first(several(said.getProperty("CertificateFile"))), key),
                first(knownHosts),
                several(said.getProxyJump()));
    }

    private static boolean isNone(@Nullable String value) {
        return value == null || value.isEmpty() || value.equalsIgnoreCase("none");
    }

    /** A certificate beside the key counts, too. */
    private static @Nullable TextOrFile certificate(@Nullable TextOrFile named, @Nullable TextOrFile key) {
        if (named != null || key == null) {
            return named;
        }
        TextOrFile beside = TextOrFile.file(SETTING, key.file() + "-cert.pub");
        return beside.changed() == null ? null : beside;
    }

    /** The library puts commas between the words of a line. */
    private static List<String> several(@Nullable String words) {
        if (words == null || isNone(words)) {
            return List.of();
        }
        return Stream.of(words.split(",", 0)).filter(word -> !word.isEmpty()).toList();
    }

    /** The first file that is there, or else the first of all; null if none is named. */
    private static @Nullable TextOrFile first(Collection<String> paths) {
        String home = System.getProperty("user.home");
        List<TextOrFile> files = paths.stream()
                .map(path -> TextOrFile.file(SETTING, path.startsWith("~/") ? home + path.substring(1) : path))
                .toList();
        return files.stream()
                .filter(file -> file.changed() != null)
                .findFirst()
                .orElse(files.isEmpty() ? null : files.get(0));
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(SETTING, problem);
    }
}
