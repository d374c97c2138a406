package dev.tandem.cli.config;

import dev.tandem.sftp.drop.DropLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The drop server of a configuration.
 *
 * @param folder where its keys, accounts and uploads are
 * @param host the address it listens at
 * @param port where it listens
 * @param address by which name customers reach it, as they are told; empty if nobody said
 */
public record Drop(Path folder, String host, int port, String address, DropLimits limits) {
    static final Set<String> KEYS = Set.of("path", "listen", "address", "limits");
    static final Set<String> LIMITS = Set.of(
            "file-size",
            "quota",
            "files",
            "free-space",
            "resume",
            "sessions",
            "sessions-per-address",
            "logins",
            "logins-per-address",
            "attempts",
            "attempts-per-minute",
            "open-files",
            "idle",
            "login-time",
            "closing");
    private static final int PORT = 2222;

    private record Listen(String host, int port) {}

    /** Reads the section; if mistakes were noted, what is given is not to be used. */
    static Drop read(Section section, Path folder) {
        section.allow(KEYS);
        Path home = section.read("path", "a folder", text -> Section.path(folder, text))
                .orElse(folder.resolve("drop"));
        Listen listen = section.read("listen", "an address and a port such as 0.0.0.0:2222", Drop::listen)
                .orElse(new Listen("0.0.0.0", PORT));
        String address = section.text("address", "the name by which customers reach this server")
                .orElse("");
        DropLimits.Builder limits = DropLimits.builder();
        section.section("limits", "limits such as {quota: 50GiB}").ifPresent(given -> readLimits(given, limits));
        return new Drop(home, listen.host(), listen.port(), address, limits.build());
    }

    private static void readLimits(Section given, DropLimits.Builder limits) {
        given.allow(LIMITS);
        size(given, "file-size", limits::fileBytes);
        size(given, "quota", limits::accountBytes);
        number(given, "files", limits::accountFiles);
        given.read("free-space", Units.SIZE, Units::size).ifPresent(limits::freeBytes);
        time(given, "resume", limits::partialAge);
        number(given, "sessions", limits::accountSessions);
        number(given, "sessions-per-address", limits::addressSessions);
        number(given, "logins", limits::logins);
        number(given, "logins-per-address", limits::addressLogins);
        number(given, "attempts", limits::attempts);
        number(given, "attempts-per-minute", limits::attemptsAMinute);
        number(given, "open-files", limits::handles);
        time(given, "idle", limits::idle);
        time(given, "login-time", limits::loginTime);
        given.read("closing", Units.DURATION, Units::duration).ifPresent(limits::closing);
    }

    private static void size(Section section, String key, Consumer<Long> to) {
        section.read(key, Units.SIZE + ", more than zero", FeedReader::positiveSize)
                .ifPresent(to);
    }

    private static void number(Section section, String key, Consumer<Integer> to) {
        section.read(key, "a whole number, more than zero", Drop::positive).ifPresent(to);
    }

    private static void time(Section section, String key, Consumer<Duration> to) {
        section.read(key, Units.DURATION + ", longer than zero", Units::positiveDuration)
                .ifPresent(to);
    }

    private static @Nullable Integer positive(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Listen listen(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        String port = text.substring(colon + 1);
        if (host.isBlank() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            return null;
        }
        return new Listen(host, Integer.parseInt(port));
    }
}
