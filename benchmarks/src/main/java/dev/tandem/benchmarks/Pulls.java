package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What the benchmarks of pulling share. */
final class Pulls {
    private Pulls() {}

    /** One line: the median of each peer, and how many times Tandem's it is. */
    static void print(String name, int delayMillis, String unit, Map<String, List<Double>> times) {
        print(name, delayMillis, unit, "tandem", times);
    }

    /** The same, and how many times that of the first it is. */
    static void print(String name, int delayMillis, String unit, String first, Map<String, List<Double>> times) {
        double one = median(Objects.requireNonNull(times.get(first)));
        StringBuilder line = new StringBuilder(String.format("%-14s %2d ms  ms a %-8s", name, delayMillis, unit));
        times.forEach(
                (peer, all) -> line.append(String.format("  %s %.3f (%.2f)", peer, median(all), median(all) / one)));
        System.out.println(line);
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** Runs a program to its end; what it says goes into a folder. */
    static void run(Path work, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(work.resolve("out").toFile())
                .redirectError(work.resolve("err").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + Files.readString(work.resolve("err")));
        }
    }
}
