package dev.tandem.cli;

import dev.tandem.cli.Findings.Found;
import dev.tandem.cli.Findings.Verdict;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.internal.Json;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FileEvent;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem check}. */
@Command(
        name = "check",
        description = {
            "Says for every file what would happen to it and why, and changes nothing.",
            "Checks a folder by the usual rules, or the feeds of a configuration by theirs, knowing what happened so far."
        },
        footer = {
            "",
            "Examples:",
            "  tandem check inbox --zone America/New_York --required user,direction",
            "  tandem check -c tandem.yaml --feed acme --json"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The folder to check.")
    private @Nullable Path folder;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "With PATH: the time zone of its names (default: UTC).")
    private @Nullable ZoneId zone;

    @Option(
            names = "--dialer",
            paramLabel = "NAME",
            description = "With PATH: how its files are named (default: standard).")
    private @Nullable String dialer;

    @Option(
            names = "--required",
            paramLabel = "FIELD",
            split = ",",
            description = "With PATH: fields that every call must have.")
    private @Nullable Set<String> required;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration whose feeds to check.")
    private @Nullable Path config;

    @Option(names = "--feed", paramLabel = "NAME", description = "With -c: check this feed alone.")
    private @Nullable String only;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Host host;

    CheckCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException {
        List<Findings> findings = findings();
        boolean attention = findings.stream().anyMatch(Findings::needsAttention);
        if (json) {
            host.out().print(Json.write(document(findings, attention)));
        } else {
            findings.forEach(this::print);
        }
        return attention ? Main.ATTENTION : 0;
    }

    private List<Findings> findings() throws ConfigurationMistakes, LedgerException {
        boolean rules = zone != null || dialer != null || required != null;
        if (folder != null && config == null && only == null) {
            return List.of(checkFolder(folder));
        }
        if (config != null && folder == null && !rules) {
            return checkFeeds(config);
        }
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "expected either a folder, or -c with a configuration that has its own rules");
    }

    private Findings checkFolder(Path path) throws LedgerException {
        if (!Files.isDirectory(path)) {
            throw new ConfigurationException(
                    "",
                    path + (Files.exists(path) ? " is not a folder" : " does not exist")
                            + "; expected a folder with recordings and metadata");
        }
        Feed.Builder feed =
                Feed.builder("folder", path.toAbsolutePath().normalize().toUri());
        if (zone != null) {
            feed.zone(zone);
        }
        if (dialer != null) {
            feed.dialer(dialer);
        }
        if (required != null) {
            feed.required(required);
        }
        return look(feed.build(), VersionCommand.plugins(host), null);
    }

    private List<Findings> checkFeeds(Path file) throws ConfigurationMistakes, LedgerException {
        Configuration configuration = Configuration.read(file, host.secrets(), host.home());
        List<Feed> feeds = configuration.feeds().stream()
                .filter(feed -> only == null || feed.name().equals(only))
                .toList();
        if (feeds.isEmpty()) {
            throw new ConfigurationException(
                    "--feed",
                    "no feed is named " + only + "; expected one of "
                            + String.join(
                                    ", ",
                                    configuration.feeds().stream()
                                            .map(Feed::name)
                                            .toList()));
        }
        List<Findings> findings = new ArrayList<>();
        try (Ledger ledger = ledger(configuration)) {
            for (Feed feed : feeds) {
                findings.add(look(feed, configuration.plugins(), ledger));
            }
        }
        return findings;
    }

    /** The ledger, to look at; null if there is none yet. */
    private @Nullable Ledger ledger(Configuration configuration) throws ConfigurationMistakes, LedgerException {
        try {
            return configuration.ledger().openLedgerForReading(configuration.plugins());
        } catch (LedgerException e) {
            if (e.reason() != LedgerException.Reason.NOT_A_LEDGER) {
                throw e;
            }
            host.err().println("What happened before is not known: " + Show.text(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Findings look(Feed feed, Plugins plugins, @Nullable Ledger ledger) throws LedgerException {
        if (!host.terminal()) {
            return Findings.of(feed, plugins, ledger, event -> {});
        }
        Progress progress = new Progress(host.out(), host.width());
        Findings findings = Findings.of(feed, plugins, ledger, event -> {
            progress.count(event.outcome());
            progress.draw();
        });
        progress.clear();
        return findings;
    }

    private void print(Findings findings) {
        host.out()
                .println(findings.feed().name() + ": "
                        + Show.count(findings.files().size(), "entry", "entries") + " in "
                        + Show.source(findings.feed().source()));
        if (findings.failure() != null) {
            host.out().println("  " + Show.text(findings.failure()));
        }
        for (Map.Entry<Verdict, Long> group : findings.counts().entrySet()) {
            host.out().println();
            host.out().println(group.getValue() + " " + group.getKey().words());
            Grid grid = new Grid();
            findings.files().stream()
                    .filter(file -> file.verdict() == group.getKey())
                    .forEach(file -> grid.addWithNote(
                            Show.text(file.event().detail()),
                            Show.text(file.event().path()),
                            Show.code(file.event())));
            host.out().print(grid.lay(host.width()));
        }
        host.out().println();
    }

    private static Map<String, Object> document(List<Findings> findings, boolean attention) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", !attention);
        document.put("feeds", findings.stream().map(CheckCommand::document).toList());
        return document;
    }

    private static Map<String, @Nullable Object> document(Findings findings) {
        Map<String, Object> counts = new LinkedHashMap<>();
        findings.counts().forEach((verdict, number) -> counts.put(code(verdict), number));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("feed", findings.feed().name());
        document.put("source", findings.feed().source());
        document.put("failure", findings.failure());
        document.put("counts", counts);
        document.put(
                "files", findings.files().stream().map(CheckCommand::document).toList());
        return document;
    }

    private static Map<String, @Nullable Object> document(Found file) {
        FileEvent event = file.event();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("path", event.path());
        document.put("verdict", code(file.verdict()));
        document.put("reason", event.reason() == null ? null : event.reason().code());
        document.put("detail", event.detail());
        document.put("call", event.call());
        document.put("revision", event.call() == null ? null : event.revision());
        return document;
    }

    private static String code(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
