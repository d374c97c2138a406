package dev.tandem.cli;

import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.internal.Json;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.CallState;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.ConfigurationException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tandem status}. */
@Command(
        name = "status",
        description = {
            "Tells from the ledger what waits, was delivered, refused and purged, beside an ingest that may be running.",
            "Waiting files come with the oldest first, refused ones with the latest first. What a person has to decide comes",
            "with its candidates; tandem resolve writes the decision down."
        },
        footer = {"", "Example:", "  tandem status -c tandem.yaml"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of each list to print (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print one JSON document, with all of each list.")
    private boolean json;

    private final Host host;

    StatusCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException {
        if (limit < 0) {
            throw new ConfigurationException("--limit", "is " + limit + "; expected zero or more");
        }
        Configuration configuration = config.read(host);
        Instant now = Instant.now();
        List<Object> documents = new ArrayList<>();
        boolean attention = false;
        try (Ledger ledger = configuration.ledger().openLedgerForReading(configuration.plugins())) {
            for (Feed feed : configuration.feeds()) {
                LedgerView view = new LedgerView(ledger, feed, now);
                attention |= view.count(FileState.REFUSED) > 0 || view.countOverdue() > 0;
                if (json) {
                    documents.add(document(view));
                } else {
                    print(view);
                }
            }
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("ok", !attention);
            all.put("at", now.truncatedTo(ChronoUnit.SECONDS));
            all.put("feeds", documents);
            host.out().print(Json.write(all));
        }
        return attention ? Main.ATTENTION : 0;
    }

    private void print(LedgerView view) throws LedgerException {
        Map<CallState, Long> counts = view.calls();
        long purged = counts.getOrDefault(CallState.PURGED, 0L);
        long delivered = counts.getOrDefault(CallState.DELIVERED, 0L) + purged;
        long undelivered = counts.getOrDefault(CallState.READY, 0L);
        long arriving = view.count(FileState.ARRIVING) + view.count(FileState.SETTLED);
        long waiting = view.count(FileState.WAITING);
        long overdue = view.countOverdue();
        long refused = view.count(FileState.REFUSED);
        host.out().println(view.feed().name());
        host.out()
                .print(new Grid()
                        .add(
                                "delivered",
                                Show.count(delivered, "call", "calls"),
                                some(purged, "purged from the source"))
                        .add("to deliver", Show.count(undelivered, "call", "calls"))
                        .add("arriving", Show.count(arriving, "file", "files"))
                        .add("waiting", Show.count(waiting, "file", "files"), some(overdue, "for too long"))
                        .add("refused", Show.count(refused, "file", "files"))
                        .lay(host.width()));
        Grid waits = new Grid();
        view.waiting(limit).forEach(file -> addWaiting(file, view, waits));
        print("waiting, the oldest first", waiting, waits);
        printUndecided(view);
        Grid refusals = new Grid();
        view.refused(limit).forEach(file -> addRefused(file, refusals));
        print("refused, the latest first", refused, refusals);
        Grid calls = new Grid();
        view.undelivered(limit).forEach(call -> addUndelivered(call, calls));
        print("to deliver", undelivered, calls);
        host.out().println();
    }

    private static String some(long number, String what) {
        return number == 0 ? "" : "(" + number + " " + what + ")";
    }

    private void print(String title, long total, Grid rows) {
        if (total == 0) {
            return;
        }
        host.out().println();
        host.out().println(title);
        host.out().print(rows.lay(host.width()));
        if (total > limit) {
            host.out().println("  and " + (total - limit) + " more, which --limit and --json show");
        }
    }

    private void printUndecided(LedgerView view) throws LedgerException {
        Grid undecided = new Grid();
        for (FileEntry file : view.undecided(limit)) {
            addUndecided(file, view, undecided);
        }
        long total = view.countUndecided();
        print("to decide, the oldest first", total, undecided);
        if (total > 0) {
            host.out().println("  tandem resolve METADATA RECORDING, by name or number, says which belongs to which,");
            host.out().println("  tandem resolve METADATA --none that none of these does");
        }
    }

    private static void addUndecided(FileEntry file, LedgerView view, Grid rows) throws LedgerException {
        List<String> notes = new ArrayList<>(List.of(Show.text(file.detail())));
        for (LedgerView.Proposal proposal : view.proposals(file)) {
            notes.add(proposal.recording().id() + "  "
                    + Show.text(proposal.recording().path()) + "  "
                    + Show.probability(proposal.candidate().probability()) + ": "
                    + Show.text(proposal.candidate().why()));
        }
        rows.addWithNotes(notes, Long.toString(file.id()), Show.text(file.path()), Show.age(view.age(file)));
    }

    private static void addWaiting(FileEntry file, LedgerView view, Grid rows) {
        rows.addWithNote(
                Show.text(file.detail()),
                Show.age(view.age(file)) + (view.isOverdue(file) ? ", too long" : ""),
                Show.text(file.path()),
                Show.code(file.reason()));
    }

    private static void addRefused(FileEntry file, Grid rows) {
        rows.addWithNote(
                Show.text(file.detail()),
                file.changed().truncatedTo(ChronoUnit.SECONDS).toString(),
                Show.text(file.location()),
                Show.code(file.reason()));
    }

    private static void addUndelivered(CallEntry call, Grid rows) {
        rows.addWithNote(
                Show.text(call.detail()),
                "call " + call.id(),
                "revision " + call.revision(),
                Show.count(call.attempts(), "attempt", "attempts"),
                "next at " + call.due().truncatedTo(ChronoUnit.SECONDS));
    }

    private static Map<String, Object> document(LedgerView view) throws LedgerException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("feed", view.feed().name());
        document.put("calls", counts(CallState.values(), view.calls()));
        document.put("files", counts(FileState.values(), view.files()));
        document.put("overdue", view.countOverdue());
        document.put(
                "waiting",
                view.waiting(Integer.MAX_VALUE).stream()
                        .map(file -> document(file, view))
                        .toList());
        document.put("undecided", undecided(view));
        document.put(
                "refused",
                view.refused(Integer.MAX_VALUE).stream()
                        .map(file -> document(file, view))
                        .toList());
        document.put(
                "undelivered",
                view.undelivered(Integer.MAX_VALUE).stream()
                        .map(StatusCommand::document)
                        .toList());
        return document;
    }

    private static List<Object> undecided(LedgerView view) throws LedgerException {
        List<Object> documents = new ArrayList<>();
        for (FileEntry file : view.undecided(Integer.MAX_VALUE)) {
            Map<String, @Nullable Object> document = document(file, view);
            document.put(
                    "candidates",
                    view.proposals(file).stream().map(StatusCommand::document).toList());
            documents.add(document);
        }
        return documents;
    }

    private static Map<String, @Nullable Object> document(LedgerView.Proposal proposal) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", proposal.recording().id());
        document.put("path", proposal.recording().path());
        document.put("probability", proposal.candidate().probability());
        document.put("sure", proposal.candidate().sure());
        document.put("why", proposal.candidate().why());
        return document;
    }

    private static <S extends Enum<S>> Map<String, Long> counts(S[] states, Map<S, Long> found) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (S state : states) {
            counts.put(state.name().toLowerCase(Locale.ROOT), found.getOrDefault(state, 0L));
        }
        return counts;
    }

    private static Map<String, @Nullable Object> document(FileEntry file, LedgerView view) {
        boolean waiting = file.state() == FileState.WAITING;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("id", file.id());
        document.put("path", file.path());
        document.put("location", file.location());
        document.put("reason", file.reason() == null ? null : file.reason().code());
        document.put("detail", file.detail());
        document.put("seen", file.seen());
        document.put("changed", file.changed());
        document.put("ageSeconds", view.age(file).toSeconds());
        document.put("overdue", waiting && view.isOverdue(file));
        return document;
    }

    private static Map<String, @Nullable Object> document(CallEntry call) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("call", call.id());
        document.put("revision", call.revision());
        document.put("attempts", call.attempts());
        document.put("due", call.due());
        document.put("detail", call.detail());
        return document;
    }
}
