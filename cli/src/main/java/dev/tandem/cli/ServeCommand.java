package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.cli.config.Drop;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.sftp.drop.DropListener;
import dev.tandem.sftp.drop.DropServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tandem serve}. */
@Command(
        name = "serve",
        description = {
            "Is the SFTP server that customers push their calls to, and does what ingest does with all feeds.",
            "A feed whose source is drop:NAME reads what the account NAME uploads, as soon as it is whole.",
            "It goes on until it is told to end (Ctrl-C, SIGTERM); uploads under way may then finish."
        },
        footer = {
            "",
            "Example:",
            "  tandem account add acme --key acme.pub -c tandem.yaml",
            "  tandem serve -c tandem.yaml"
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell also of files that are still arriving.")
    private boolean verbose;

    private final Host host;

    ServeCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws ConfigurationMistakes, LedgerException, Impossible, InterruptedException {
        Configuration configuration = config.read(host);
        Drop drop = AccountCommand.drop(configuration);
        Journal journal = new Journal(host.out(), Clock.systemUTC(), verbose, null);
        Ledger ledger = configuration.ledger().openLedger(configuration.plugins());
        try (Tandem tandem = Running.tandem(configuration, ledger, journal);
                DropServer server = start(configuration, drop, tandem)) {
            host.out().println("listening on " + drop.host() + ", port " + server.port());
            server.fingerprints().forEach(key -> host.out().println("host key " + key));
            return Running.untilToldToEnd(tandem::start, List.of(server::close, tandem::close));
        } finally {
            ledger.close();
        }
    }

    private static DropServer start(Configuration configuration, Drop drop, Tandem tandem) throws Impossible {
        Map<URI, String> feeds = new HashMap<>();
        for (Feed feed : configuration.feeds()) {
            feeds.put(feed.source(), feed.name());
        }
        DropListener waking = new DropListener() {
            @Override
            public void completed(String account) {
                String feed = feeds.get(DropServer.source(drop.folder(), account));
                if (feed != null) {
                    tandem.wake(feed);
                }
            }
        };
        try {
            return DropServer.builder(drop.folder())
                    .listen(drop.host(), drop.port())
                    .limits(drop.limits())
                    .listener(waking)
                    .start();
        } catch (IOException e) {
            throw new Impossible("the drop server cannot start on " + drop.host() + ", port " + drop.port() + ": "
                    + e.getMessage() + "; see that the port is free and that the folder can be written");
        }
    }
}
