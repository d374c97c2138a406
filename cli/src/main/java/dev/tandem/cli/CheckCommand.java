package dev.tandem.cli;

import dev.tandem.cli.Findings.Found;
import dev.tandem.cli.Findings.Verdict;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.feed.TimeConvention;
import dev.tandem.internal.Json;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FileEvent;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
    /** The rules for a folder that no configuration tells of. */
    private static final class FolderRules {
        @Parameters(paramLabel = "PATH", description = "The folder to check.")
        private Path folder = Path.of("");

        @Option(names = "--zone", paramLabel = "ZONE", description = "The time zone of its names (default: UTC).")
        private ZoneId zone = ZoneOffset.UTC;

        @Option(
                names = "--dialer",
                paramLabel = "NAME",
                description = "How its files are named (default: ${DEFAULT-VALUE}).",
                defaultValue = "standard")
        private String dialer = "standard";

        @Option(
                names = "--time",
                paramLabel = "start|end",
                description = "What the time in its names is (default: start).")
        private TimeConvention time = TimeConvention.START;

        @Option(
                names = "--required",
                paramLabel = "FIELD",
                split = ",",
                description = "Fields that every call must have.")
        private Set<String> required = new LinkedHashSet<>();
    }

    /** What to check: the one or the other. */
    private static final class What {
        @ArgGroup(exclusive = false)
        private @Nullable FolderRules folder;

        @Option(
                names = {"-c", "--config"},
                paramLabel = "FILE",
                description = "The configuration whose feeds to check.")
        private @Nullable Path config;
    }

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--feed", paramLabel = "NAME", description = "With -c: check this feed alone.")
    private @Nullable String only;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Host host;
    private final Clock clock = Clock.systemUTC();

    CheckCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException {
        FolderRules folder = what.folder;
        List<Findings> findings = folder != null ? List.of(check(folder)) : check(Objects.requireNonNull(what.config));
        boolean attention = findings.stream().anyMatch(Findings::needsAttention);
        if (json) {
            host.out().print(Json.write(document(findings, attention)));
        } else {
            findings.forEach(this::print);
        }
        return attention ? Main.ATTENTION : 0;
    }

    private Findings check(FolderRules rules) throws LedgerException {
        if (only != null) {
            throw wrong("--feed goes with -c");
        }
        if (!Files.isDirectory(rules.folder)) {
            throw wrong(rules.folder + (Files.exists(rules.folder) ? " is not a folder" : " does not exist")
                    + "; expected a folder with recordings and metadata");
        }
        Plugins plugins = VersionCommand.plugins(host);
        plugins.get(DialerFormat.class, rules.dialer);
        Feed feed = Feed.builder(
                        "folder", rules.folder.toAbsolutePath().normalize().toUri())
                .zone(rules.zone)
                .dialer(rules.dialer)
                .timeConvention(rules.time)
                .required(rules.required)
                .build();
        return Findings.of(feed, plugins, null, clock);
    }

    private List<Findings> check(Path config) throws ConfigurationMistakes, LedgerException {
        Configuration configuration = Configuration.read(config, host.secrets(), host.home());
        List<Feed> feeds = configuration.feeds().stream()
                .filter(feed -> only == null || feed.name().equals(only))
                .toList();
        if (feeds.isEmpty()) {
            throw wrong("no feed is named " + only + "; expected one of "
                    + String.join(
                            ", ", configuration.feeds().stream().map(Feed::name).toList()));
        }
        List<Findings> findings = new ArrayList<>();
        try (Ledger ledger = ledger(configuration)) {
            for (Feed feed : feeds) {
                findings.add(Findings.of(feed, configuration.plugins(), ledger, clock));
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

    private ParameterException wrong(String problem) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), Show.text(problem));
    }

    private void print(Findings findings) {
        host.out()
                .println(findings.feed().name() + ": "
                        + Show.count(findings.files().size(), "entry", "entries") + " in "
                        + Show.text(findings.feed().source().toString()));
        if (findings.failure() != null) {
            host.out().println("  " + Show.text(findings.failure()));
        }
        for (Map.Entry<Verdict, Long> group : findings.counts().entrySet()) {
            host.out().println();
            host.out().println(group.getValue() + " " + group.getKey().words());
            Grid grid = new Grid();
            findings.files().stream()
                    .filter(file -> file.verdict() == group.getKey())
                    .forEach(file -> grid.add(Show.text(file.event().path()), Show.why(file.event())));
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
