package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a feed's settings; what is wrong is a ConfigurationException that says what was found and what was expected. */
final class SettingsReader {
    private static final Set<String> OF_A_LOGIN = Set.of(
            "private-key",
            "private-key-file",
            "passphrase",
            "certificate",
            "certificate-file",
            "password",
            "known-hosts",
            "host-key",
            "allow");
    private static final String JUMP = "jump-";
    private static final Set<String> KNOWN = known();
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int HEARTBEATS = 5;
    private static final int MOST_JUMPS = 8;

    private final Settings settings;
    private final SshConfig config;

    private SettingsReader(Settings settings) {
        this.settings = settings;
        config = settings.text(SshConfig.SETTING)
                .map(path -> SshConfig.read(TextOrFile.file(SshConfig.SETTING, path)))
                .orElse(SshConfig.NONE);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(OF_A_LOGIN);
        OF_A_LOGIN.forEach(name -> known.add(JUMP + name));
        known.addAll(Set.of(
                SshConfig.SETTING, "proxy", "proxy-password", "jump", "connect-timeout", "patience", "heartbeat"));
        return known;
    }

    static ConnectionSettings read(SourceUri source, Settings settings) {
        settings.allow(KNOWN);
        SettingsReader reader = new SettingsReader(settings);
        SshConfig.Host server = reader.config.of(source.server());
        return new ConnectionSettings(
                reader.login("", "source", source.user(), server),
                reader.proxy(),
                reader.jumps(server),
                reader.timing());
    }

    private @Nullable Proxy proxy() {
        String proxy = value("proxy");
        String password = settings.get("proxy-password").orElse(null);
        if (proxy == null && password != null) {
            throw new ConfigurationException("proxy-password", "is set, but there is no proxy");
        }
        return proxy == null ? null : Proxy.parse(proxy, password);
    }

    private List<Login> jumps(SshConfig.Host server) {
        String jump = value("jump");
        List<Login> jumps = new ArrayList<>();
        for (String text : jump == null ? server.jumps() : List.of(jump.split(",", -1))) {
            add(jumps, text.strip(), MOST_JUMPS);
        }
        if (jumps.isEmpty()) {
            Optional<String> stray = KNOWN.stream()
                    .filter(name -> name.startsWith(JUMP) && value(name) != null)
                    .findFirst();
            stray.ifPresent(name -> {
                throw new ConfigurationException(name, "is set, but there is no jump; expected jump: user@host:port");
            });
        }
        return List.copyOf(jumps);
    }

    /** Before the first host come those that it is itself reached through. */
    private void add(List<Login> jumps, String text, int most) {
        if (jumps.size() == MOST_JUMPS || most == 0) {
            throw new ConfigurationException(
                    "jump", "leads in a circle, or through more than " + MOST_JUMPS + " hosts; expected a shorter way");
        }
        int at = text.lastIndexOf('@');
        String user = text.substring(0, Math.max(at, 0));
        if (user.indexOf(':') >= 0) {
            throw new ConfigurationException(
                    "jump", "has a password in it; expected user@host:port, and the setting jump-password");
        }
        SshConfig.Host host = config.of(HostAndPort.parse("jump", text.substring(at + 1)));
        if (jumps.isEmpty()) {
            host.jumps().forEach(before -> add(jumps, before.strip(), most - 1));
        }
        jumps.add(login(JUMP, "jump", user, host));
    }

    private Login login(String prefix, String setting, String user, SshConfig.Host host) {
        String name = user.isEmpty() ? host.user() : user;
        if (name == null) {
            throw new ConfigurationException(
                    setting,
                    "names no user; expected " + (prefix.isEmpty() ? "sftp://user@host:port/path" : "user@host:port"));
        }
        String allow = value(prefix + "allow");
        return new Login(
                host.server(),
                name,
                credentials(prefix, host),
                trust(prefix, host),
                Algorithms.parse(prefix + "allow", allow == null ? "" : allow));
    }

    private Credentials credentials(String prefix, SshConfig.Host host) {
        TextOrFile key = textOrFile(prefix + "private-key");
        TextOrFile certificate = textOrFile(prefix + "certificate");
        if (key == null) {
            key = host.key();
            certificate = certificate == null ? host.certificate() : certificate;
        }
        // Neither is stripped: blanks may be part of them.
        String passphrase = settings.get(prefix + "passphrase").orElse(null);
        String password = settings.get(prefix + "password")
                .filter(text -> !text.isEmpty())
                .orElse(null);
        if (key == null && password == null) {
            throw new ConfigurationException(
                    prefix + "private-key",
                    "there is no way to log in; expected " + prefix + "private-key, " + prefix + "private-key-file or "
                            + prefix + "password");
        }
        if (key == null && (passphrase != null || certificate != null)) {
            throw new ConfigurationException(
                    prefix + (passphrase != null ? "passphrase" : "certificate"),
                    "is set, but there is no " + prefix + "private-key and no " + prefix + "private-key-file");
        }
        return new Credentials(prefix, key, passphrase, certificate, password);
    }

    private Trust trust(String prefix, SshConfig.Host host) {
        String pins = value(prefix + "host-key");
        String file = value(prefix + "known-hosts");
        if (pins != null && file != null) {
            throw new ConfigurationException(
                    prefix + "host-key", "is set, and " + prefix + "known-hosts too; keep one of them");
        }
        if (pins == null && file == null && !prefix.isEmpty()) {
            file = value("known-hosts");
        }
        if (pins != null) {
            return new Trust(PinnedKeys.parse(prefix + "host-key", pins), null);
        }
        if (file != null) {
            return new Trust(null, TextOrFile.file(prefix + "known-hosts", file));
        }
        if (host.knownHosts() != null) {
            return new Trust(null, host.knownHosts());
        }
        throw new ConfigurationException(
                prefix + "host-key",
                "there is nothing to know the server by; expected " + prefix
                        + "host-key: SHA256:... (ask the server's operator for it) or " + prefix
                        + "known-hosts: FILE");
    }

    private Timing timing() {
        Duration connect = duration("connect-timeout", Duration.ofSeconds(10));
        Duration patience = duration("patience", Duration.ofSeconds(15));
        if ("off".equals(value("heartbeat"))) {
            return new Timing(connect, patience, null);
        }
        Duration heartbeat = duration("heartbeat", patience.dividedBy(HEARTBEATS));
        if (heartbeat.multipliedBy(3).compareTo(patience) > 0) {
            throw new ConfigurationException(
                    "heartbeat",
                    "is longer than a third of the patience; two unanswered ones must fit into the patience");
        }
        return new Timing(connect, patience, heartbeat);
    }

    private Duration duration(String setting, Duration otherwise) {
        return settings.duration(setting, otherwise, SHORTEST, LONGEST);
    }

    private @Nullable TextOrFile textOrFile(String setting) {
        String text = value(setting);
        String file = value(setting + "-file");
        if (text != null && file != null) {
            throw new ConfigurationException(setting, "is set, and " + setting + "-file too; keep one of them");
        }
        if (file != null) {
            return TextOrFile.file(setting + "-file", file);
        }
        return text == null ? null : TextOrFile.text(setting, text);
    }

    /** Null where a setting is missing or blank. */
    private @Nullable String value(String setting) {
        return settings.text(setting).orElse(null);
    }

    /** All names there are, for the table in the documentation to be checked by. */
    static Stream<String> names() {
        return KNOWN.stream();
    }
}
