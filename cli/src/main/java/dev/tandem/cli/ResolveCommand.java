package dev.tandem.cli;

import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Candidate;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.ConfigurationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem resolve}. */
@Command(
        name = "resolve",
        description = {
            "Writes down which recording waiting metadata belongs to, beside an ingest that may be running. The next",
            "sweep delivers the two, whatever a matcher thinks of them, and no later one undoes that."
        },
        footer = {
            "",
            "Files are given by their names, with or without the extension, or by the numbers that status shows.",
            "",
            "Examples:",
            "  tandem resolve -c tandem.yaml crm-77.json 20260302-140512_2143.wav",
            "  tandem resolve -c tandem.yaml 12 --none"
        })
final class ResolveCommand implements Callable<Integer> {
    /** How often a decision is tried on a file that changes meanwhile. */
    private static final int PATIENCE = 5;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(index = "0", paramLabel = "METADATA", description = "The metadata file that waits.")
    private String metadata = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RECORDING", description = "The recording it belongs to.")
    private @Nullable String recording;

    @Option(
            names = "--none",
            description = "It belongs to none of its present candidates; those that come later are considered.")
    private boolean none;

    @Option(names = "--feed", paramLabel = "NAME", description = "The feed, where files of several have that name.")
    private @Nullable String feed;

    @Spec
    private @Nullable CommandSpec spec;

    private final Host host;

    ResolveCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException, Impossible {
        if (none == (recording != null)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "expected either a RECORDING or --none");
        }
        Configuration configuration = config.read(host);
        List<Feed> feeds = feeds(configuration);
        try (Ledger ledger = configuration.ledger().openLedgerForDeciding(configuration.plugins())) {
            for (int tries = 1; ; tries++) {
                try {
                    host.out().println(Show.text(decide(ledger, feeds)));
                    return 0;
                } catch (LedgerException e) {
                    if (e.reason() != LedgerException.Reason.STALE || tries == PATIENCE) {
                        throw e;
                    }
                    // A sweep did something to the file just now; it is looked at once more.
                }
            }
        }
    }

    private List<Feed> feeds(Configuration configuration) {
        List<Feed> wanted = configuration.feeds().stream()
                .filter(one -> feed == null || feed.equals(one.name()))
                .toList();
        if (wanted.isEmpty()) {
            throw new ConfigurationException(
                    "--feed",
                    "is \"" + feed + "\"; expected one of "
                            + configuration.feeds().stream().map(Feed::name).collect(Collectors.joining(", ")));
        }
        return wanted;
    }

    /** Returns what was written down. */
    private String decide(Ledger ledger, List<Feed> feeds) throws LedgerException, Impossible {
        FileEntry file = new WaitingFiles(ledger, feeds).find(FileKind.METADATA, metadata);
        if (recording == null) {
            return deny(ledger, file);
        }
        List<Feed> same =
                feeds.stream().filter(one -> one.name().equals(file.feed())).toList();
        FileEntry partner = new WaitingFiles(ledger, same).find(FileKind.RECORDING, recording);
        ledger.decide(file, List.of(Decision.on(file, partner, true, Instant.now())));
        return file.path() + " belongs to " + partner.path() + ": written down, and the next sweep delivers them";
    }

    private static String deny(Ledger ledger, FileEntry file) throws LedgerException, Impossible {
        Set<Long> ids = new LinkedHashSet<>();
        ledger.candidates(file.feed(), file.id() - 1, 1).stream()
                .filter(candidate -> candidate.metadata() == file.id())
                .map(Candidate::recording)
                .forEach(ids::add);
        ledger.openDecisions(file.feed()).stream()
                .filter(decision -> decision.metadata() == file.id() && decision.belongs())
                .map(Decision::recording)
                .forEach(ids::add);
        if (ids.isEmpty()) {
            throw new Impossible(file.path() + " has no candidates that it could not belong to; name the RECORDING");
        }
        List<Decision> decisions = new ArrayList<>();
        Instant now = Instant.now();
        for (FileEntry candidate : ledger.files(ids)) {
            decisions.add(Decision.on(file, candidate, false, now));
        }
        ledger.decide(file, decisions);
        return file.path() + " belongs to none of " + Show.count(decisions.size(), "candidate", "candidates")
                + ": written down, and it waits for others";
    }
}
