package dev.tandem.cli;

import dev.tandem.Tandem;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the commands that run the engine have in common. */
final class Running {
    private Running() {}

    /** The engine of a configuration, which writes into the journal what becomes of each file. */
    static Tandem tandem(Configuration configuration, Ledger ledger, Journal journal)
            throws ConfigurationMistakes, LedgerException {
        Tandem.Builder builder = Tandem.builder()
                .plugins(configuration.plugins())
                .ledger(ledger)
                .sink(configuration.sink().openSink(configuration.plugins()))
                .interval(configuration.interval())
                .listener(journal);
        configuration.spool().ifPresent(builder::spool);
        for (Feed feed : configuration.feeds()) {
            builder.feed(feed);
        }
        return builder.build();
    }

    /**
     * Never returns by itself: the process is told to end, and then ends well.
     *
     * @param ends what is done then, in this order
     */
    static int untilToldToEnd(Runnable start, List<Runnable> ends) throws InterruptedException {
        Thread ending = new Thread(() -> {
            ends.forEach(Runnable::run);
            // The exit code of a process that was told to end is otherwise the signal's.
            Runtime.getRuntime().halt(0);
        });
        Runtime.getRuntime().addShutdownHook(ending);
        start.run();
        new CountDownLatch(1).await();
        return 0;
    }
}
