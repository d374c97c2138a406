package dev.tandem.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.tandem.cli.csv.CsvTables;
import dev.tandem.cli.csv.LinksFile;
import dev.tandem.link.Link;
import dev.tandem.link.Linkage;
import dev.tandem.link.Linker;
import dev.tandem.link.Table;
import dev.tandem.testkit.world.CallWorld;
import dev.tandem.testkit.world.WorldSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What {@code tandem link} takes, whole process, from two CSV files to a third: {@code make people|calls ROWS FOLDER} writes
 * tables, {@code link FOLDER [THREADS]} links them and prints seconds, CPU seconds, candidate pairs and what is right.
 */
public final class LinkLoad {
    private static final long SEED = 20_261_122;
    private static final int WORKING_DAYS = 45;

    private LinkLoad() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length >= 4 && arguments[0].equals("make")) {
            make(arguments[1], Integer.parseInt(arguments[2]), Path.of(arguments[3]));
        } else if (arguments.length >= 2 && arguments[0].equals("link")) {
            WeighedPairs pairs = WeighedPairs.listen();
            link(Path.of(arguments[1]), arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2, pairs);
        } else {
            System.err.println("usage: LinkLoad make people|calls ROWS FOLDER | LinkLoad link FOLDER [THREADS]");
            System.exit(2);
        }
    }

    private static void make(String kind, int rows, Path folder) throws IOException {
        if (kind.equals("people")) {
            PeopleTables.write(folder, SEED, rows);
        } else {
            WorldSettings.Builder settings = WorldSettings.phone(1, rows).toBuilder();
            CallWorld.of(settings.workingDays(WORKING_DAYS).build()).writeTo(folder);
        }
    }

    private static void link(Path folder, int threads, WeighedPairs pairs) throws IOException {
        long begin = System.nanoTime();
        // Both at once, as the program does.
        CompletableFuture<Table> other =
                CompletableFuture.supplyAsync(() -> CsvTables.read(folder.resolve("right.csv"), rows -> {}));
        Table left = CsvTables.read(folder.resolve("left.csv"), rows -> {});
        Table right = other.join();
        print("read", begin);
        Linkage linkage = Linker.builder().threads(threads).build().link(left, right);
        print("linked", begin);
        LinksFile.write(folder.resolve("links.csv"), linkage.links());
        print("written", begin);
        double cpu = cpu();
        Load.print(
                "%d x %d rows, %d threads, clock found: %b",
                left.size(), right.size(), threads, linkage.clock() != null);
        for (long count : pairs.counts()) {
            Load.print("%d candidate pairs; all in, training included: %.0f ns CPU a pair", count, cpu * 1e9 / count);
        }
        printQuality(folder, linkage.links());
        Load.print("heap limit: %d MB", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void printQuality(Path folder, List<Link> links) throws IOException {
        Set<String> truth = new HashSet<>(Files.readAllLines(folder.resolve("truth.csv")));
        truth.remove("left_id,right_id");
        long claimed = links.stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .count();
        long right = links.stream()
                .filter(link -> link.decision() == Link.Decision.LINK)
                .filter(link -> truth.contains(link.leftId() + "," + link.rightId()))
                .count();
        Load.print(
                "%d links; precision %.4f, recall %.4f",
                claimed, right / (double) claimed, right / (double) truth.size());
    }

    private static void print(String step, long begin) {
        Load.print("%-8s after %6.1f s, %6.1f s CPU", step, (System.nanoTime() - begin) / 1e9, cpu());
    }

    /** Of the whole process, what the collector and the compiler take included. */
    static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
