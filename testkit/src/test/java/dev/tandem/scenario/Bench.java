package dev.tandem.scenario;

import dev.tandem.Tandem;
import dev.tandem.call.Call;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.report.FeedReport;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.simulation.KeyValues;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.Plugin;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.SinkException;
import dev.tandem.spi.TransportProvider;
import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The real engine on a folder of this machine, a clock that is set by hand and a sink that can fail. */
final class Bench implements CallSink {
    /** What the sink took. */
    record Taken(Call call, String key, String bytes) {
        String field(String name) {
            return call.metadata().get(name).orElse("");
        }
    }

    /** Ends the settle time. */
    static final Duration SETTLE = Duration.ofSeconds(10);

    private static final Plugins FOUND = Plugins.load();

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    final List<FileEvent> events = new ArrayList<>();
    final List<Taken> taken = new ArrayList<>();
    final Path inbox;
    final Tandem tandem;

    /** What the sink does before it takes a call; may throw. */
    interface Mood {
        void before(Delivery delivery) throws SinkException, IOException;
    }

    Mood mood = delivery -> {};

    Bench(Path inbox, UnaryOperator<Feed.Builder> rules) throws LedgerException {
        this(inbox, inbox.toUri(), rules, FOUND.get(TransportProvider.class, "file"));
    }

    Bench(Path inbox, URI source, UnaryOperator<Feed.Builder> rules, TransportProvider transports)
            throws LedgerException {
        this(inbox, source, rules, emptyLedger(), usual(transports));
    }

    /** With plugins of one's own, and a ledger that may remember something. */
    Bench(Path inbox, UnaryOperator<Feed.Builder> rules, Ledger ledger, List<Plugin> plugins) throws LedgerException {
        this(inbox, inbox.toUri(), rules, ledger, plugins);
    }

    private Bench(Path inbox, URI source, UnaryOperator<Feed.Builder> rules, Ledger ledger, List<Plugin> plugins)
            throws LedgerException {
        this.inbox = inbox;
        tandem = Tandem.builder()
                .feed(rules.apply(Feed.builder("acme", source).settle(SETTLE)).build())
                .plugins(Plugins.of(plugins.toArray(Plugin[]::new)))
                .ledger(ledger)
                .sink(this)
                .clock(clock)
                .ticks(clock.ticks())
                .interval(Duration.ofMillis(20))
                .listener(event -> {
                    synchronized (events) {
                        events.add(event);
                    }
                })
                .build();
    }

    static Ledger emptyLedger() throws LedgerException {
        return FOUND.get(LedgerProvider.class, "memory").open(Settings.NONE);
    }

    /** The plugins that a bench has if nothing else is said, and others. */
    static List<Plugin> usualAnd(Plugin... others) {
        List<Plugin> plugins = new ArrayList<>(usual(FOUND.get(TransportProvider.class, "file")));
        plugins.addAll(List.of(others));
        return plugins;
    }

    private static List<Plugin> usual(TransportProvider transports) {
        return List.of(
                transports,
                new KeyValues("kv"),
                new KeyValues("kv2"),
                FOUND.get(DialerFormat.class, "standard"),
                FOUND.get(Matcher.class, "common-fields"));
    }

    @Override
    public void deliver(Delivery delivery) throws SinkException, IOException {
        mood.before(delivery);
        String bytes;
        try (InputStream in = delivery.openRecording()) {
            bytes = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            bytes = "";
        }
        synchronized (taken) {
            taken.add(new Taken(delivery.call(), delivery.idempotencyKey(), bytes));
        }
    }

    void write(String name, String content) throws IOException {
        Files.writeString(inbox.resolve(name), content);
    }

    void sweep() {
        report();
    }

    /** Sweeps, and tells what came of it. */
    FeedReport report() {
        return tandem.sweep().feeds().get(0);
    }

    /** Sweeps as often as a file needs to be seen, to settle and to be judged. */
    void settle() {
        sweep();
        clock.advance(SETTLE);
        sweep();
    }

    void pass(Duration time) {
        clock.advance(time);
        settle();
    }

    /** The last that was heard of a file. */
    FileEvent last(String path) {
        FileEvent last = null;
        for (FileEvent event : events) {
            last = event.path().equals(path) ? event : last;
        }
        return Optional.ofNullable(last).orElseThrow(() -> new AssertionError("nothing was heard of it"));
    }

    Outcome outcome(String path) {
        return last(path).outcome();
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(inbox)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> inbox.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
