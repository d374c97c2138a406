package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrmClockTest {
    private static final long DAY = 86_400;

    private static Observed world(UnaryOperator<WorldSettings.Builder> change) {
        WorldSettings.Builder settings = WorldSettings.phone(1, 2_000).toBuilder()
                .rate(Rate.STAMP_END, 0)
                .rate(Rate.STAMP_WRITTEN, 0)
                .rate(Rate.STAMP_DAY, 0)
                .jitter(Duration.ZERO);
        return Observed.of(change.apply(settings).build());
    }

    /** How many seconds rows are ahead of their calls' starts, earlier calls first. */
    private static List<Long> ahead(Observed seen) {
        return seen.rows().stream()
                .sorted(Comparator.comparingLong(row -> row.call().start()))
                .map(row -> Stamps.seconds(row) - row.call().start())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {-720, -90, 0, 30, 330, 420, 720})
    void theClockIsAheadByTheOffset(long minutes) {
        assertThat(ahead(world(settings -> settings.crmOffset(Duration.ofMinutes(minutes)))))
                .containsOnly(minutes * 60);
    }

    @Test
    void theSkewAddsToTheOffset() {
        assertThat(ahead(world(
                        settings -> settings.crmOffset(Duration.ofHours(7)).crmSkew(Duration.ofSeconds(-95)))))
                .containsOnly(7 * 3_600L - 95);
    }

    @Test
    void inTheMiddleOfTheDataTheClockGoesAnHourForward() {
        List<Long> ahead = ahead(world(settings -> settings.clockChange(true)));
        assertThat(ahead).isSorted().containsOnly(0L, 3_600L);
        assertThat(ahead.stream().filter(seconds -> seconds == 0).count())
                .isBetween(ahead.size() * 45L / 100, ahead.size() * 55L / 100);
    }

    @Test
    void driftGrowsByTheDay() {
        Observed seen = world(settings -> settings.driftPerDay(Duration.ofSeconds(60)));
        long first = seen.settings().firstDay().toEpochDay() * DAY;
        assertThat(seen.rows())
                .allSatisfy(row -> assertThat(Stamps.seconds(row) - row.call().start())
                        .isBetween(
                                (row.call().start() - first) * 60 / DAY,
                                (row.call().start() - first) * 60 / DAY + 1));
        assertThat(ahead(seen).get(seen.rows().size() - 1)).isGreaterThan(10 * 60);
    }

    @Test
    void jitterHasItsDeviation() {
        List<Long> ahead = ahead(world(settings -> settings.jitter(Duration.ofSeconds(8))));
        double mean = ahead.stream().mapToLong(x -> x).average().orElseThrow();
        double variance = ahead.stream()
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(-1.5, .5);
        assertThat(Math.sqrt(variance)).isBetween(7.3, 8.7);
    }

    @Test
    void aDayAloneIsTheDayByTheCrmsClock() {
        Observed seen = world(settings ->
                settings.rate(Rate.STAMP_DAY, 1).crmOffset(Duration.ofHours(12)).workingHours(6, 18));
        assertThat(seen.rows())
                .anySatisfy(row -> assertThat(row.value(Field.TIME))
                        .isNotEqualTo(TimeFormat.ISO_Z.writeDay(row.call().start() * 1_000)));
        assertThat(seen.rows())
                .allSatisfy(row -> assertThat(row.value(Field.TIME))
                        .isEqualTo(TimeFormat.ISO_Z.writeDay((row.call().start() + DAY / 2) * 1_000)));
    }

    private static LongStream delays(double byHand) {
        return world(settings -> settings.rate(Rate.STAMP_WRITTEN, 1)
                        .rate(Rate.BY_HAND, byHand)
                        .rate(Rate.WRITTEN_BY_JOB, 0)
                        .rate(Rate.WRITTEN_AT_EVENING, 0)
                        .rate(Rate.WRITTEN_LATER, 0))
                .rows()
                .stream()
                .mapToLong(Stamps::delay)
                .sorted();
    }

    @Test
    void rowsWrittenAutomaticallyAreTwentySecondsLateAndSeldomFiveMinutes() {
        long[] delays = delays(0).toArray();
        assertThat(delays[delays.length / 2]).isBetween(17L, 23L);
        assertThat(delays[delays.length * 95 / 100]).isBetween(230L, 390L);
    }

    @Test
    void rowsWrittenByHandAreEightMinutesLate() {
        long[] delays = delays(1).toArray();
        assertThat(delays[delays.length / 2]).isBetween(430L, 540L);
        // one deviation, 1.2, above the median
        assertThat(delays[delays.length * 84 / 100]).isBetween(1_350L, 1_900L);
    }

    @Test
    void aJobWritesOnTheTenMinutesWithinTwelveHours() {
        Observed seen = world(settings ->
                settings.rate(Rate.STAMP_WRITTEN, 1).rate(Rate.BY_HAND, 0).rate(Rate.WRITTEN_BY_JOB, 1));
        assertThat(seen.rows()).allSatisfy(row -> {
            assertThat(Stamps.seconds(row) % 600).isZero();
            assertThat(Stamps.delay(row)).isBetween(1L, 12 * 3_600L);
        });
    }
}
