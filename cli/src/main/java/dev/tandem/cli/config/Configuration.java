package dev.tandem.cli.config;

import dev.tandem.cli.config.Node.Entry;
import dev.tandem.cli.config.Node.Table;
import dev.tandem.cli.config.Node.Text;
import dev.tandem.feed.Feed;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Plugin;
import dev.tandem.spi.Plugins;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tandem.yaml} says, checked as far as that can be done without connecting to anything.
 *
 * @param plugins those of the program, and those from the plugin folders
 * @param interval how long after a sweep the next begins
 * @param spool the folder for copies of recordings that lie far away; empty for the system's temporary folder
 * @param drop the server that customers push to; empty for none
 * @param feeds at least one, in the order of the file
 */
public record Configuration(
        Plugins plugins,
        Part ledger,
        Part sink,
        Duration interval,
        Optional<Path> spool,
        Optional<Drop> drop,
        List<Feed> feeds) {
    private static final Set<String> KEYS = Set.of("ledger", "sink", "interval", "spool", "plugins", "drop", "feeds");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final long LARGEST = 1 << 20;

    /**
     * Reads a file.
     *
     * @param home the folder of the program, whose {@code plugins/} are taken; null for none
     * @throws ConfigurationMistakes all the mistakes that are in it
     */
    public static Configuration read(Path file, Secrets secrets, @Nullable Path home) throws ConfigurationMistakes {
        Mistakes mistakes = new Mistakes(file.toString());
        Node root = YamlTree.read(content(file), mistakes);
        if (!(root instanceof Table table)) {
            mistakes.add(root.line(), "", "found " + root.what() + "; expected the keys sink and feeds");
            throw mistakes.asException();
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return new Reading(file.toString(), folder, secrets, mistakes, new Section(mistakes, "", 1, table)).read(home);
    }

    private static String content(Path file) throws ConfigurationMistakes {
        String problem;
        try {
            if (Files.size(file) <= LARGEST) {
                return Files.readString(file);
            }
            problem = "is larger than 1 MiB; expected a configuration";
        } catch (CharacterCodingException e) {
            problem = "is not UTF-8; save it as UTF-8";
        } catch (IOException e) {
            problem = Files.exists(file)
                    ? "cannot be read; expected a file that may be read"
                    : "there is no such file; expected a configuration, see docs/configuration.md";
        }
        throw new ConfigurationMistakes(List.of(file + ": " + problem));
    }

    /** One reading of one file. */
    private record Reading(String file, Path folder, Secrets secrets, Mistakes mistakes, Section root) {
        Configuration read(@Nullable Path home) throws ConfigurationMistakes {
            root.allow(KEYS);
            Plugins plugins = plugins(home);
            Optional<Part> ledger = root.keys().contains("ledger")
                    ? part("ledger", LedgerProvider.class, plugins)
                    : Optional.of(usualLedger());
            Optional<Part> sink = part("sink", CallSinkProvider.class, plugins);
            if (!root.keys().contains("sink")) {
                root.wrong("sink", "is missing; expected where the calls go, such as {type: directory, path: calls}");
            }
            Duration interval = root.read("interval", Units.DURATION + ", longer than zero", Units::positiveDuration)
                    .orElse(INTERVAL);
            Optional<Path> spool = root.read("spool", "a folder", text -> Section.path(folder, text));
            Optional<Drop> drop = root.section("drop", "a mapping such as {listen: 0.0.0.0:2222}")
                    .map(section -> Drop.read(section, folder));
            List<Feed> feeds = feeds(plugins, drop.map(Drop::folder).orElse(null));
            mistakes.throwIfAny();
            return new Configuration(plugins, ledger.orElseThrow(), sink.orElseThrow(), interval, spool, drop, feeds);
        }

        /** Those named in the file need the plugins to be checked, so that without plugins nothing more is told. */
        private Plugins plugins(@Nullable Path home) throws ConfigurationMistakes {
            List<Path> folders = new ArrayList<>(PluginJars.foldersIn(home == null ? List.of() : List.of(home)));
            root.text("plugins", "a folder")
                    .ifPresentOrElse(
                            name -> folders.add(folder.resolve(name)),
                            () -> folders.addAll(PluginJars.foldersIn(List.of(folder))));
            try {
                return PluginJars.load(folders);
            } catch (ConfigurationException e) {
                mistakes.add(root.line("plugins"), "plugins", e);
                throw mistakes.asException();
            }
        }

        private Optional<Part> part(String key, Class<? extends Plugin> kind, Plugins plugins) {
            Set<String> known =
                    plugins.all(kind).stream().map(Plugin::name).collect(Collectors.toCollection(TreeSet::new));
            return root.section(
                            key, "a mapping such as {type: " + known.iterator().next() + "}")
                    .map(section -> Part.read(file, section, known, secrets, folder));
        }

        private Part usualLedger() {
            Table table = new Table(
                    1,
                    Map.of(
                            "type", new Entry(1, new Text(1, "sqlite")),
                            "path", new Entry(1, new Text(1, "tandem.db"))));
            return Part.read(file, new Section(mistakes, "ledger", 1, table), Set.of("sqlite"), secrets, folder);
        }

        private List<Feed> feeds(Plugins plugins, @Nullable Path drop) {
            if (!root.keys().contains("feeds")) {
                root.wrong("feeds", "is missing; expected at least one feed by its name");
            }
            return root.section("feeds", "feeds by their names")
                    .map(all -> feeds(all, plugins, drop))
                    .orElse(List.of());
        }

        private List<Feed> feeds(Section all, Plugins plugins, @Nullable Path drop) {
            if (all.keys().isEmpty()) {
                root.wrong("feeds", "there is none; expected at least one feed by its name");
            }
            List<Feed> feeds = new ArrayList<>();
            Map<URI, String> sources = new HashMap<>();
            for (String name : all.keys()) {
                all.section(name, "a mapping with the key source").ifPresent(section -> {
                    Feed feed = new FeedReader(name, section, plugins, secrets, folder, drop).read();
                    feeds.add(feed);
                    String other = sources.putIfAbsent(feed.source(), name);
                    if (other != null && !feed.source().equals(FeedReader.NOWHERE)) {
                        section.wrong("source", "feed " + other + " reads the same; expected a source of its own");
                    }
                });
            }
            return feeds;
        }
    }
}
