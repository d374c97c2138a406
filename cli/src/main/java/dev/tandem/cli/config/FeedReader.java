package dev.tandem.cli.config;

import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.feed.TimeConvention;
import dev.tandem.sftp.drop.DropServer;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Plugin;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a feed of its section. */
final class FeedReader {
    static final Set<String> KEYS = Set.of(
            "source",
            "source-settings",
            "zone",
            "dialer",
            "time",
            "required",
            "aliases",
            "settle",
            "size-limit",
            "update-window",
            "retention",
            "after-delivery",
            "subfolders",
            "overdue-after",
            "matcher",
            "formats");
    static final Set<String> FORMAT_KEYS =
            Set.of("max-bytes", "max-fields", "max-name-chars", "max-value-chars", "charset");
    private static final Set<String> CANONICAL =
            new TreeSet<>(Set.of("time", "user", "direction", "session_id", "ani", "dnis", "duration"));
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    /** Begins a source that is an account of the drop server. */
    private static final String DROP = "drop:";

    /** Stands for a source that is wrong, so that the rest can be checked. */
    static final URI NOWHERE = URI.create("nowhere:/");

    /** Stands for a name that is wrong. */
    private static final String NAMELESS = "x";

    private final String name;
    private final Section section;
    private final Plugins plugins;
    private final Secrets secrets;
    private final Path folder;
    private final @Nullable Path drop;

    /** @param drop the folder of the drop server; null if there is none */
    FeedReader(String name, Section section, Plugins plugins, Secrets secrets, Path folder, @Nullable Path drop) {
        this.name = name;
        this.section = section;
        this.plugins = plugins;
        this.secrets = secrets;
        this.folder = folder;
        this.drop = drop;
    }

    /** The feed; if mistakes were noted, one that is not to be used. */
    Feed read() {
        section.allow(KEYS);
        Feed.Builder feed = begin();
        section.read("zone", "a time zone such as America/New_York or UTC", FeedReader::zone)
                .ifPresent(feed::zone);
        section.oneOf("dialer", names(DialerFormat.class)).ifPresent(feed::dialer);
        section.oneOf("matcher", names(Matcher.class)).ifPresent(feed::matcher);
        section.oneOf("time", words(TimeConvention.values()))
                .map(word -> TimeConvention.valueOf(word.toUpperCase(Locale.ROOT)))
                .ifPresent(feed::timeConvention);
        section.oneOf("after-delivery", words(AfterDelivery.values()))
                .map(word -> AfterDelivery.valueOf(word.toUpperCase(Locale.ROOT)))
                .ifPresent(after -> {
                    if (after == AfterDelivery.KEEP && isDrop()) {
                        section.wrong(
                                "after-delivery",
                                "would fill the account's share of the drop server; expected move or delete");
                    }
                    feed.afterDelivery(after);
                });
        section.oneOf("subfolders", Set.of("true", "false"))
                .map(Boolean::parseBoolean)
                .ifPresent(feed::subfolders);
        section.texts("required", "a list of field names such as [user, direction]")
                .ifPresent(feed::required);
        section.section("aliases", "field names such as {AgentMail: user}")
                .ifPresent(aliases -> feed.aliases(aliases(aliases)));
        limits(feed);
        section.section("formats", "limits by format, such as {csv: {charset: windows-1252}}")
                .ifPresent(formats -> feed.formats(formats(formats)));
        return feed.build();
    }

    private void limits(Feed.Builder feed) {
        section.read("settle", Units.DURATION, Units::duration).ifPresent(feed::settle);
        section.read("update-window", Units.DURATION, Units::duration).ifPresent(feed::updateWindow);
        section.read("retention", Units.DURATION, Units::duration).ifPresent(feed::retention);
        section.read("overdue-after", Units.DURATION, Units::duration).ifPresent(feed::overdueAfter);
        section.read("size-limit", Units.SIZE + ", more than zero", FeedReader::positiveSize)
                .ifPresent(feed::maxRecordingBytes);
    }

    private Feed.Builder begin() {
        if (!section.keys().contains("source")) {
            section.wrong("source", "is missing; expected a folder, or a URI such as file:/srv/feeds/acme");
        }
        URI source = section.text("source", "a folder, or a URI such as file:/srv/feeds/acme")
                .map(this::source)
                .orElse(NOWHERE);
        Settings settings = section.section("source-settings", "settings by name, such as {user: acme}")
                .map(given -> given.settings(Set.of(), secrets, folder))
                .orElse(Settings.NONE);
        if (!source.equals(NOWHERE)) {
            check(source, settings);
        }
        Feed.Builder feed = named(source).sourceSettings(settings);
        return isDrop() || showsWholeFiles(source) ? feed.settle(Duration.ZERO) : feed;
    }

    private boolean showsWholeFiles(URI source) {
        return plugins.find(TransportProvider.class, String.valueOf(source.getScheme()))
                .filter(TransportProvider::showsWholeFiles)
                .isPresent();
    }

    private Feed.Builder named(URI source) {
        try {
            return Feed.builder(name, source);
        } catch (ConfigurationException e) {
            section.wrongName(e);
            return Feed.builder(NAMELESS, source);
        }
    }

    private boolean isDrop() {
        return section.text("source", "").filter(text -> text.startsWith(DROP)).isPresent();
    }

    private URI uploads(String account) {
        if (drop == null) {
            section.wrong("source", "reads uploads to the drop server; expected the key drop beside feeds");
            return NOWHERE;
        }
        try {
            return DropServer.source(drop, account);
        } catch (IllegalArgumentException e) {
            section.wrong("source", "found an account \"" + account + "\"; expected drop: and an account's name");
            return NOWHERE;
        }
    }

    private URI source(String text) {
        if (text.startsWith(DROP)) {
            return uploads(text.substring(DROP.length()));
        }
        try {
            URI source = SCHEME.matcher(text).matches()
                    ? new URI(text)
                    : folder.resolve(text).normalize().toUri();
            if (source.getRawUserInfo() != null && source.getRawUserInfo().contains(":")) {
                section.wrong("source", "has a password in it; expected it in source-settings, as ${env:NAME}");
                return NOWHERE;
            }
            return source;
        } catch (URISyntaxException | InvalidPathException e) {
            section.wrong("source", "is neither a path nor a URI; expected one such as file:/srv/feeds/acme");
            return NOWHERE;
        }
    }

    private void check(URI source, Settings settings) {
        Optional<TransportProvider> transport =
                plugins.find(TransportProvider.class, String.valueOf(source.getScheme()));
        if (transport.isEmpty()) {
            section.wrong(
                    "source",
                    "found the scheme " + source.getScheme() + "; expected one of "
                            + String.join(", ", names(TransportProvider.class)));
            return;
        }
        try {
            transport.get().check(source, settings);
        } catch (ConfigurationException e) {
            boolean ofSource = e.key().isEmpty() || e.key().equals("source");
            section.wrong(e, ofSource ? "source" : "source-settings");
        }
    }

    private Set<String> names(Class<? extends Plugin> kind) {
        return plugins.all(kind).stream().map(Plugin::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(Enum<?>[] values) {
        Set<String> words = new TreeSet<>();
        for (Enum<?> value : values) {
            words.add(value.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Long positiveSize(String text) {
        Long size = Units.size(text);
        return size == null || size == 0 ? null : size;
    }

    private static Map<String, String> aliases(Section section) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (String field : section.keys()) {
            section.oneOf(field, CANONICAL).ifPresent(meaning -> aliases.put(field, meaning));
        }
        return aliases;
    }

    private Map<String, UnaryOperator<FormatOptions>> formats(Section section) {
        Map<String, UnaryOperator<FormatOptions>> formats = new LinkedHashMap<>();
        section.allow(names(MetadataFormat.class));
        for (String format : section.keys()) {
            section.section(format, "limits such as {max-bytes: 128KiB}")
                    .ifPresent(limits -> formats.put(format, options(limits)));
        }
        return formats;
    }

    private static UnaryOperator<FormatOptions> options(Section limits) {
        limits.allow(FORMAT_KEYS);
        UnaryOperator<FormatOptions> all = with(
                UnaryOperator.identity(),
                limits.read("charset", "a character set such as UTF-8 or windows-1252", FeedReader::charset),
                FormatOptions::withCharset);
        all = with(
                all,
                limits.read("max-bytes", Units.SIZE + ", at most 1GiB", FeedReader::bytes),
                FormatOptions::withMaxBytes);
        all = with(all, number(limits, "max-fields"), FormatOptions::withMaxFields);
        all = with(all, number(limits, "max-name-chars"), FormatOptions::withMaxNameChars);
        return with(all, number(limits, "max-value-chars"), FormatOptions::withMaxValueChars);
    }

    private static <T> UnaryOperator<FormatOptions> with(
            UnaryOperator<FormatOptions> first, Optional<T> value, BiFunction<FormatOptions, T, FormatOptions> change) {
        return value.isEmpty() ? first : options -> change.apply(first.apply(options), value.get());
    }

    private static Optional<Integer> number(Section limits, String key) {
        return limits.read(
                key,
                "a number from 1 to 999999999",
                text -> text.matches("[1-9]\\d{0,8}") ? Integer.valueOf(text) : null);
    }

    private static @Nullable Integer bytes(String text) {
        Long size = positiveSize(text);
        return size == null || size > 1 << 30 ? null : Integer.valueOf(size.intValue());
    }

    private static @Nullable Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
