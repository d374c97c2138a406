package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tandem demo}. */
@Command(
        name = "demo",
        description = {
            "Ingests a sample feed: eleven days in a few seconds, on a clock of its own.",
            "Prints what became of each file and why, and leaves the delivered calls in a folder to look at."
        },
        footer = {"", "Example:", "  tandem demo"})
final class DemoCommand implements Callable<Integer> {
    /** @param folder of the samples to upload; empty for none */
    private record Step(Duration later, String folder, String title) {}

    private static final Instant BEGIN = Instant.parse("2026-03-02T21:00:00Z");
    private static final List<Step> STEPS = List.of(
            new Step(Duration.ZERO, "1-the-day", "the customer uploads the day's files"),
            new Step(Duration.ofHours(1), "2-an-hour-later", "a correction, and an update of a call"),
            new Step(Duration.ofDays(3), "3-three-days-later", "an update that is too late, and a call a second time"),
            new Step(Duration.ofDays(8), "", "processed files are purged after seven days; the calls stay"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "The folder to work in, made anew each time (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of("demo");

    private final Host host;
    private final Map<String, FileEvent> events = new TreeMap<>();
    private final Set<String> ignored = new HashSet<>();

    DemoCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException, IOException {
        Path samples = samples();
        DemoFolder folder = new DemoFolder(dir);
        if (!folder.isFree()) {
            throw new ConfigurationException(
                    "--dir", dir + " is there and was not made by a demo; expected a folder that is new or empty");
        }
        requireUnused(folder);
        folder.begin();
        Files.copy(samples.resolve("tandem.yaml"), folder.configuration());
        Configuration configuration = Configuration.read(folder.configuration(), host.secrets(), host.home());
        Feed feed = configuration.feeds().get(0);
        DemoClock clock = new DemoClock(BEGIN, feed.zone());
        Ledger ledger = configuration.ledger().openLedger(configuration.plugins());
        try (Tandem tandem = Tandem.builder()
                .plugins(configuration.plugins())
                .ledger(ledger)
                .sink(configuration.sink().openSink(configuration.plugins()))
                .feed(feed)
                .clock(clock)
                .ticks(clock::ticks)
                .listener(this::note)
                .build()) {
            for (Step step : STEPS) {
                play(step, samples, folder, feed, clock, tandem);
            }
            sumUp(ledger, feed, folder);
        }
        return 0;
    }

    /** An ingest that goes on with the feed of a demo before this one would lose its ledger. */
    private void requireUnused(DemoFolder folder) throws LedgerException {
        if (Files.exists(folder.ledger())) {
            Settings settings = Settings.of(Map.of("path", folder.ledger().toString()));
            VersionCommand.plugins(host)
                    .get(LedgerProvider.class, "sqlite")
                    .open(settings)
                    .close();
        }
    }

    private Path samples() {
        Path home = host.home();
        Path samples = home == null
                ? Path.of("samples", "demo")
                : home.resolve("samples").resolve("demo");
        if (!Files.isDirectory(samples)) {
            throw new ConfigurationException(
                    "", "the sample feed is not at " + samples + "; run the script \"tandem\" in the project's folder");
        }
        return samples;
    }

    private void note(FileEvent event) {
        boolean told = event.outcome() == Outcome.IGNORED && !ignored.add(event.path());
        if (!told && event.outcome() != Outcome.ARRIVING) {
            events.put(event.path(), event);
        }
    }

    private void play(Step step, Path samples, DemoFolder folder, Feed feed, DemoClock clock, Tandem tandem)
            throws IOException {
        clock.forward(step.later());
        host.out().println(TIME.format(clock.instant().atZone(feed.zone())) + ": " + step.title());
        host.out().println();
        if (!step.folder().isEmpty()) {
            folder.upload(samples.resolve(step.folder()));
        }
        events.clear();
        tandem.sweep();
        clock.forward(feed.settle());
        tandem.sweep();
        Grid grid = new Grid();
        events.forEach((path, event) -> grid.addWithNote(
                Show.text(event.detail()), Show.text(path), Show.word(event.outcome()), Show.code(event)));
        host.out().println(grid.lay(host.width()));
    }

    private void sumUp(Ledger ledger, Feed feed, DemoFolder folder) throws LedgerException {
        Map<CallState, Long> calls = ledger.countCalls(feed.name());
        Map<FileState, Long> files = ledger.countFiles(feed.name());
        long delivered = calls.getOrDefault(CallState.DELIVERED, 0L) + calls.getOrDefault(CallState.PURGED, 0L);
        host.out()
                .print(new Grid()
                        .add(
                                "delivered",
                                Show.count(delivered, "call", "calls"),
                                "in " + folder.calls() + ", a folder each")
                        .add("waiting", files(files, FileState.WAITING), "in " + folder.inbox())
                        .add(
                                "refused",
                                files(files, FileState.REFUSED),
                                "in " + folder.inbox().resolve("refused") + ", each with its reason beside it")
                        .lay(host.width()));
        host.out().println();
        host.out().println("Next:");
        host.out()
                .print(new Grid()
                        .add(
                                "./tandem status -c " + folder.configuration(),
                                "what waits and what was refused, from the ledger")
                        .add("./tandem check " + folder.inbox(), "what would become of the files that are there")
                        .add(
                                "./tandem ingest -c " + folder.configuration(),
                                "goes on with that feed; drop files into its inbox")
                        .lay(host.width()));
    }

    private static String files(Map<FileState, Long> files, FileState state) {
        return Show.count(files.getOrDefault(state, 0L), "file", "files");
    }
}
