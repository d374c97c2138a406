package dev.tandem.ingest;

import dev.tandem.call.CallId;
import dev.tandem.feed.AfterDelivery;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.memory.MemoryLedger;
import dev.tandem.report.FeedReport;
import dev.tandem.report.FileEvent;
import dev.tandem.report.Outcome;
import dev.tandem.report.SweepListener;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that changes nothing: the real engine on a transport that only reads, a sink that takes all, and a copy in
 * memory of what the ledger knows of the files that are there. It goes as if every file had settled.
 */
public final class Rehearsal {
    private final Feed feed;
    private final Rules rules;
    private final TransportProvider transports;
    private final @Nullable Ledger known;
    private final Clock clock;
    private final SweepListener listener;
    private final MemoryLedger copy = new MemoryLedger();
    private final Set<String> told = new HashSet<>();

    /** @param known what happened so far, only read; null if nothing did */
    public Rehearsal(Feed feed, Plugins plugins, @Nullable Ledger known, Clock clock, SweepListener listener) {
        this.feed = feed.edit()
                .settle(Duration.ZERO)
                .afterDelivery(AfterDelivery.KEEP)
                .build();
        rules = new Rules(this.feed, plugins);
        transports = readOnly(FeedSweeper.transports(feed, plugins));
        this.known = known;
        this.clock = clock;
        this.listener = listener;
    }

    private static TransportProvider readOnly(TransportProvider transports) {
        return new TransportProvider() {
            @Override
            public String name() {
                return transports.name();
            }

            @Override
            public void check(URI source, Settings settings) {
                transports.check(source, settings);
            }

            @Override
            public Transport open(URI source, Settings settings) throws TransportException {
                return new ReadOnlyTransport(transports.open(source, settings));
            }
        };
    }

    /** Tells of every file that is there what would become of it, or what has. */
    public FeedReport run() throws LedgerException, TransportException {
        List<String> names = names();
        for (int i = 0; i < names.size(); i += Context.PAGE) {
            learn(names.subList(i, Math.min(i + Context.PAGE, names.size())));
        }
        if (known != null) {
            copy.load(List.of(), List.of(), known.openDecisions(feed.name()));
        }
        Watch watch = new Watch(clock, System::nanoTime);
        FeedReport report;
        try (FeedSweeper sweeper =
                new FeedSweeper(rules, transports, copy, delivery -> {}, watch, this::tell, Spool.USUAL, true)) {
            report = sweeper.sweep(() -> false);
        }
        tellOfTheRest(names);
        return report;
    }

    private List<String> names() throws TransportException {
        List<String> names = new ArrayList<>();
        try (Transport transport = transports.open(feed.source(), feed.sourceSettings())) {
            transport.list("", file -> {
                if (file.kind() == RemoteFile.Kind.FILE && !FileName.isTemporary(file.name())) {
                    names.add(file.name());
                }
            });
        }
        return names;
    }

    /** Copies what is known of these files and of those that belong to them; what waits is to be judged again. */
    private void learn(List<String> names) throws LedgerException {
        if (known == null) {
            return;
        }
        String name = feed.name();
        Set<String> keys = names.stream().map(file -> rules.read(file).key()).collect(Collectors.toSet());
        List<CallEntry> calls = known.callsWithKeys(name, keys);
        List<Long> ofCalls = calls.stream()
                .flatMap(call -> Stream.of(call.recording(), call.metadata()))
                .toList();
        List<FileEntry> files = new ArrayList<>(known.filesAt(name, names));
        files.addAll(known.files(ofCalls));
        Set<Long> there = copy.files(files.stream().map(FileEntry::id).toList()).stream()
                .map(FileEntry::id)
                .collect(Collectors.toSet());
        files.removeIf(file -> !there.add(file.id()));
        files.replaceAll(file -> file.state() == FileState.WAITING
                ? file.edit().state(FileState.SETTLED, file.changed()).build()
                : file);
        copy.load(files, calls, List.of());
    }

    private void tell(FileEvent event) {
        told.add(event.path());
        listener.on(event);
    }

    private void tellOfTheRest(Collection<String> names) {
        List<String> rest = names.stream().filter(name -> !told.contains(name)).toList();
        for (FileEntry file : copy.filesAt(feed.name(), rest)) {
            CallId id = file.call();
            int revision = id == null
                    ? 0
                    : copy.calls(List.of(id)).stream()
                            .findFirst()
                            .map(CallEntry::confirmed)
                            .orElse(0);
            tell(Tally.event(file, outcome(file.state()), file.reason(), file.detail(), id, revision));
        }
    }

    private static Outcome outcome(FileState state) {
        return switch (state) {
            case ARRIVING -> Outcome.ARRIVING;
            case SETTLED, WAITING -> Outcome.WAITING;
            case PAIRED, KEPT, ARCHIVED -> Outcome.DELIVERED;
            case REFUSED -> Outcome.REFUSED;
            case VANISHED -> Outcome.VANISHED;
            case DELETED, PURGED -> Outcome.PURGED;
        };
    }
}
