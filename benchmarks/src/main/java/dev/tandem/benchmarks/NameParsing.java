package dev.tandem.benchmarks;

import dev.tandem.dialer.Five9Names;
import dev.tandem.dialer.RingCentralNames;
import dev.tandem.dialer.StandardNames;
import dev.tandem.spi.NameReading;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading file names, beside the JDK's own parser reading the time alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NameParsing {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final StandardNames standard = new StandardNames();
    private final RingCentralNames ringCentral = new RingCentralNames();
    private final Five9Names five9 = new Five9Names();
    private String dated = "20201012-140253_joe_baducci";
    private String download = "20251104-133555_302_(252)555-0186_Outgoing_Auto_2243071124051";
    private String clock = "4435550133 by jdoe@example.org @ 7_16_55 AM";

    @Benchmark
    public Object jdkTimeAlone() {
        return LocalDateTime.parse(dated.substring(0, 15), TIME).atZone(ZONE).toInstant();
    }

    @Benchmark
    public NameReading standard() {
        return standard.read(dated, ZONE);
    }

    @Benchmark
    public NameReading ringCentralDownload() {
        return ringCentral.read(download, ZONE);
    }

    @Benchmark
    public NameReading five9() {
        return five9.read(clock, ZONE);
    }
}
