package dev.tandem.benchmarks;

import dev.tandem.link.Link;
import dev.tandem.link.LinkIndex;
import dev.tandem.link.LinkModel;
import dev.tandem.link.Linker;
import dev.tandem.link.Table;
import dev.tandem.testkit.world.CallWorld;
import dev.tandem.testkit.world.WorldSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An index of calls with a model that was trained on 20,000 calls of the same company: the time of a query, and of adding a row or
 * replacing one, each among {@code rows} recordings.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class LinkIndexQueries {
    private static final int QUERIES = 100_000;
    private static final int TRAINED = 20_000;
    private static final int CALLS_A_DAY = 4_000;
    private static final int AGENTS = 600;

    @Param("1000000")
    int rows = 1_000_000;

    private final LinkIndex index = train().index();
    private List<String> rightIds = List.of();
    private List<Map<String, String>> rights = List.of();
    private List<Map<String, String>> lefts = List.of();
    private int at;

    private static WorldSettings settings(int calls) {
        return WorldSettings.phone(1, calls).toBuilder()
                .agents(AGENTS)
                .contacts(100_000)
                .workingDays(Math.max(1, calls / CALLS_A_DAY))
                .build();
    }

    private static LinkModel train() {
        CallWorld some = CallWorld.of(settings(TRAINED));
        return Linker.create().link(some.left(), some.right()).model();
    }

    @Setup(Level.Trial)
    public void fill() {
        // About 96 of 100 calls are recorded.
        CallWorld world = CallWorld.of(settings((int) (rows / 0.96)));
        rightIds = new ArrayList<>();
        long before = heap();
        for (int row = 0; row < world.right().size(); row++) {
            rightIds.add(world.right().id(row));
            index.add(world.right().id(row), values(world.right(), row));
        }
        Load.print("%,d rows, %d bytes each", index.size(), (heap() - before) / index.size());
        rights = some(world.right());
        lefts = some(world.left());
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<Map<String, String>> some(Table table) {
        List<Map<String, String>> some = new ArrayList<>();
        for (int row = 0; row < Math.min(QUERIES, table.size()); row++) {
            some.add(values(table, row));
        }
        return some;
    }

    private static Map<String, String> values(Table table, int row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String value = table.value(row, column);
            if (value != null) {
                values.put(table.columns().get(column), value);
            }
        }
        return values;
    }

    /**
     * The same without JMH, by the processor time of the thread, which does not count the time that other programs have the
     * processor.
     */
    public static void main(String[] args) {
        LinkIndexQueries queries = new LinkIndexQueries();
        queries.rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        queries.fill();
        queries.print("warming up, query", queries::query);
        queries.print("query", queries::query);
        queries.print("replace", queries::replace);
    }

    private void print(String name, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] times = new long[QUERIES];
        for (int i = 0; i < times.length; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            work.run();
            times[i] = threads.getCurrentThreadCpuTime() - begin;
        }
        Arrays.sort(times);
        double mean = Arrays.stream(times).average().orElse(0);
        int[] permille = {500, 900, 990, 999};
        String told = Arrays.stream(permille)
                .mapToObj(p -> String.format(Locale.ROOT, " p%.1f %.1f", p / 10.0, times[QUERIES / 1_000 * p] / 1e3))
                .collect(Collectors.joining());
        Load.print("%s: mean %.1f%s us of processor time", name, mean / 1e3, told);
    }

    private int next() {
        at = (at + 1) % QUERIES;
        return at;
    }

    @Benchmark
    public List<Link> query() {
        return index.query("left", lefts.get(next()));
    }

    /** Takes a row out and puts another in: more than adding one. */
    @Benchmark
    public void replace() {
        int row = next();
        index.add(rightIds.get(row), rights.get(row));
    }
}
