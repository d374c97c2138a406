package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.nio.file.InvalidPathException;
import java.time.Duration;
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

    private final Settings settings;

    private SettingsReader(Settings settings) {
        this.settings = settings;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(OF_A_LOGIN);
        OF_A_LOGIN.forEach(name -> known.add(JUMP + name));
        known.addAll(Set.of("proxy", "proxy-password", "jump", "connect-timeout", "patience", "heartbeat"));
        return known;
    }

    static ConnectionSettings read(SourceUri source, Settings settings) {
        settings.allow(KNOWN);
        SettingsReader reader = new SettingsReader(settings);
        Login login = reader.login("", source.user(), source.server());
        return new ConnectionSettings(login, reader.proxy(), reader.jump(), reader.timing());
    }

    private @Nullable Proxy proxy() {
        String proxy = value("proxy");
        String password = settings.get("proxy-password").orElse(null);
        if (proxy == null && password != null) {
            throw new ConfigurationException("proxy-password", "is set, but there is no proxy");
        }
        return proxy == null ? null : Proxy.parse(proxy, password);
    }

    private @Nullable Login jump() {
        String jump = value("jump");
        if (jump == null) {
            Optional<String> stray = KNOWN.stream()
                    .filter(name -> name.startsWith(JUMP) && value(name) != null)
                    .findFirst();
            stray.ifPresent(name -> {
                throw new ConfigurationException(name, "is set, but there is no jump; expected jump: user@host:port");
            });
            return null;
        }
        int at = jump.lastIndexOf('@');
        if (at < 1 || jump.indexOf(',') >= 0 || jump.substring(0, at).indexOf(':') >= 0) {
            throw new ConfigurationException(
                    "jump", "is not of the form user@host:port (one host; its password is the setting jump-password)");
        }
        return login(JUMP, jump.substring(0, at), HostAndPort.parse("jump", jump.substring(at + 1), 22));
    }

    private Login login(String prefix, String user, HostAndPort server) {
        String allow = value(prefix + "allow");
        return new Login(
                server,
                user,
                credentials(prefix),
                trust(prefix),
                Algorithms.parse(prefix + "allow", allow == null ? "" : allow));
    }

    private Credentials credentials(String prefix) {
        TextOrFile key = textOrFile(prefix + "private-key");
        TextOrFile certificate = textOrFile(prefix + "certificate");
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

    private Trust trust(String prefix) {
        String pins = value(prefix + "host-key");
        String file = value(prefix + "known-hosts");
        if (pins != null && file != null) {
            throw new ConfigurationException(
                    prefix + "host-key", "is set, and " + prefix + "known-hosts too; keep one of them");
        }
        if (pins == null && file == null && !prefix.isEmpty()) {
            file = value("known-hosts");
        }
        if (pins == null && file == null) {
            throw new ConfigurationException(
                    prefix + "host-key",
                    "there is nothing to know the server by; expected " + prefix
                            + "host-key: SHA256:... (ask the server's" + " operator for it) or " + prefix
                            + "known-hosts: FILE");
        }
        return pins != null
                ? new Trust(PinnedKeys.parse(prefix + "host-key", pins), null)
                : new Trust(null, file(prefix + "known-hosts", file));
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
            return file(setting + "-file", file);
        }
        return text == null ? null : TextOrFile.text(setting, text);
    }

    private static TextOrFile file(String setting, @Nullable String path) {
        try {
            return TextOrFile.file(setting, path == null ? "" : path);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(setting, "is no path of a file");
        }
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
