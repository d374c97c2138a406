package dev.tandem.benchmarks;

import dev.tandem.text.JaroWinkler;
import dev.tandem.text.Levenshtein;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Comparing values that differ by a slip or two, beside three libraries; the time of one comparison. A sample is a round of
 * all pairs: the quickest (p0.00) is what holds on a machine that does other things too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@OperationsPerInvocation(StringMetrics.PAIRS)
public class StringMetrics {
    static final int PAIRS = 1024;

    @Param
    NearDuplicates.Kind kind = NearDuplicates.Kind.NAMES;

    private final JaroWinklerSimilarity commonsJaroWinkler = new JaroWinklerSimilarity();
    private final LevenshteinDistance commonsLevenshtein = LevenshteinDistance.getDefaultInstance();
    private final info.debatty.java.stringsimilarity.JaroWinkler debattyJaroWinkler =
            new info.debatty.java.stringsimilarity.JaroWinkler();
    private final info.debatty.java.stringsimilarity.Levenshtein debattyLevenshtein =
            new info.debatty.java.stringsimilarity.Levenshtein();

    private String[][] pairs = {};
    private final JaroWinkler[] jaroWinklers = new JaroWinkler[PAIRS];
    private final Levenshtein[] levenshteins = new Levenshtein[PAIRS];

    @Setup
    public void prepare() {
        pairs = new NearDuplicates(1).pairs(kind, PAIRS);
        for (int i = 0; i < PAIRS; i++) {
            jaroWinklers[i] = JaroWinkler.prepare(pairs[i][0]);
            levenshteins[i] = Levenshtein.prepare(pairs[i][0]);
        }
    }

    @Benchmark
    public double jaroWinkler() {
        return sum(JaroWinkler::similarity);
    }

    @Benchmark
    public double jaroWinklerPrepared() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += jaroWinklers[i].similarity(pairs[i][1]);
        }
        return sum;
    }

    @Benchmark
    public double jaroWinklerCommonsText() {
        return sum(commonsJaroWinkler::apply);
    }

    @Benchmark
    public double jaroWinklerStringSimilarity() {
        return sum(debattyJaroWinkler::similarity);
    }

    @Benchmark
    public double jaroWinklerDuke() {
        return sum(no.priv.garshol.duke.comparators.JaroWinkler::similarity);
    }

    @Benchmark
    public double levenshtein() {
        return sum(Levenshtein::distance);
    }

    @Benchmark
    public double levenshteinPrepared() {
        double sum = 0;
        for (int i = 0; i < PAIRS; i++) {
            sum += levenshteins[i].distance(pairs[i][1]);
        }
        return sum;
    }

    @Benchmark
    public double levenshteinCommonsText() {
        return sum(commonsLevenshtein::apply);
    }

    @Benchmark
    public double levenshteinStringSimilarity() {
        return sum(debattyLevenshtein::distance);
    }

    @Benchmark
    public double levenshteinDuke() {
        return sum(no.priv.garshol.duke.comparators.Levenshtein::distance);
    }

    private double sum(ToDoubleBiFunction<String, String> metric) {
        double sum = 0;
        for (String[] pair : pairs) {
            sum += metric.applyAsDouble(pair[0], pair[1]);
        }
        return sum;
    }
}
