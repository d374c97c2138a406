package dev.tandem.cli;

import dev.tandem.cli.score.Accuracy;
import dev.tandem.cli.score.Calibration;
import dev.tandem.cli.score.Trial;
import dev.tandem.link.Link;
import dev.tandem.link.Table;
import dev.tandem.spi.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** Holds a matcher against labelled sets, one after the other. */
final class Evaluation {
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private final BiFunction<Table, Table, List<Link>> matcher;

    /** @param matcher gives the links of two tables */
    Evaluation(BiFunction<Table, Table, List<Link>> matcher) {
        this.matcher = matcher;
    }

    /** Whatever goes wrong with a set is told in its trial. */
    Trial run(LabelledSet set) {
        try {
            return Trial.of(set.name(), measure(set.load().get()));
        } catch (ConfigurationException | MatcherLinks.BrokenMatcherException e) {
            return Trial.failed(set.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return Trial.failed(set.name(), e.toString());
        }
    }

    private Trial.Result measure(LabelledSet.Content content) {
        System.gc();
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        List<Link> links = matcher.apply(content.left(), content.right());
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        long peak =
                HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Trial.Result(
                content.left().size(),
                content.right().size(),
                Accuracy.of(links, content.truth()),
                Calibration.of(links, content.truth()),
                time,
                peak);
    }
}
