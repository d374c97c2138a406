package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tandem ingest}. */
@Command(
        name = "ingest",
        description = {
            "Watches the feeds and delivers whole calls to the sink, and prints a line for what becomes of each file.",
            "It goes on until it is told to end (Ctrl-C, SIGTERM); it then finishes the call that it is delivering."
        },
        footer = {"", "Example:", "  tandem ingest -c tandem.yaml --once"})
final class IngestCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--once",
            description = "Take what is there, wait for what is still arriving, tell the sum and end.")
    private boolean once;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell also of files that are still arriving.")
    private boolean verbose;

    @Option(names = "--plain", description = "Print plain lines alone, also on a terminal.")
    private boolean plain;

    private final Host host;

    IngestCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException, InterruptedException {
        Configuration configuration = config.read(host);
        Progress progress = host.terminal() && !plain ? new Progress(host.out(), host.width()) : null;
        Journal journal = new Journal(host.out(), Clock.systemUTC(), verbose, progress);
        Ledger ledger = configuration.ledger().openLedger(configuration.plugins());
        try (Tandem tandem = Running.tandem(configuration, ledger, journal)) {
            if (once) {
                return once(configuration, tandem, ledger, journal);
            }
            return Running.untilToldToEnd(tandem::start, List.of(tandem::close, journal::end));
        } finally {
            journal.end();
            ledger.close();
        }
    }

    private int once(Configuration configuration, Tandem tandem, Ledger ledger, Journal journal)
            throws LedgerException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Thread ending = new Thread(() -> {
            stop.countDown();
            tandem.close();
        });
        Runtime.getRuntime().addShutdownHook(ending);
        OnePass pass = new OnePass(configuration.feeds(), tandem, ledger, stop);
        boolean well = pass.run();
        journal.end();
        pass.sum().forEach(host.out()::println);
        if (stop.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        return well ? 0 : Main.ATTENTION;
    }
}
