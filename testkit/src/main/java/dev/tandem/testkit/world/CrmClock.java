package dev.tandem.testkit.world;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** The CRM's clock as against the recordings', and what a row is stamped with. */
final class CrmClock {
    private static final long DAY = 86_400_000;
    private static final double AUTOMATIC_MEDIAN = 20;
    /** The 95th percentile at 300 s. */
    private static final double AUTOMATIC_SIGMA = 1.646;

    private static final double HAND_MEDIAN = 480;
    private static final double HAND_SIGMA = 1.2;

    private final WorldSettings settings;
    private final long first;
    private final long middle;
    private final long ahead;

    private CrmClock(WorldSettings settings, long first, long middle, long ahead) {
        this.settings = settings;
        this.first = first;
        this.middle = middle;
        this.ahead = ahead;
    }

    static CrmClock of(WorldSettings settings, List<Call> calls, Dice dice) {
        Dice source = dice.of(Purpose.SOURCE);
        double zone = source.fraction();
        int sign = source.chance(.5) ? 1 : -1;
        int whole = source.between(2, 11);
        boolean skewed = source.chance(settings.rate(Rate.SKEWED));
        long skew = source.between(-120_000, 120_000);
        long offset =
                Duration.ofHours((long) sign * hours(settings, zone, whole)).toMillis();
        long ahead = settings.crmOffset().map(Duration::toMillis).orElse(offset)
                + settings.crmSkew().map(Duration::toMillis).orElse(skewed ? skew : 0);
        long first =
                settings.firstDay().atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        long[] starts = calls.stream().mapToLong(Call::start).sorted().toArray();
        return new CrmClock(settings, first, starts[starts.length / 2] * 1_000, ahead);
    }

    private static int hours(WorldSettings settings, double zone, int whole) {
        double one = settings.rate(Rate.ZONE_ONE_HOUR);
        double several = one + settings.rate(Rate.ZONE_WHOLE_HOURS);
        double twelve = several + settings.rate(Rate.ZONE_TWELVE_HOURS);
        if (zone < one) {
            return 1;
        }
        return zone < several ? whole : zone < twelve ? 12 : 0;
    }

    /** A time of the recordings' clock, in milliseconds since 1970, by the CRM's. */
    long at(long millis) {
        long drift = Math.round(settings.driftPerDay().toMillis() * ((double) (millis - first) / DAY));
        long summer = settings.clockChange() && millis >= middle ? 3_600_000 : 0;
        return millis + ahead + drift + summer;
    }

    /** What a row says of the call's time. */
    String stamp(Call call, TimeFormat format, Dice dice) {
        double kind = dice.fraction();
        long jitter = Math.round(dice.gaussian() * settings.jitter().toMillis());
        double end = settings.rate(Rate.STAMP_END);
        double written = end + settings.rate(Rate.STAMP_WRITTEN);
        double day = written + settings.rate(Rate.STAMP_DAY);
        if (kind < end) {
            return format.write(at(call.end() * 1_000) + jitter);
        }
        if (kind < written) {
            return format.write(at(written(call, dice)) + jitter);
        }
        long start = at(call.start() * 1_000);
        return kind < day ? format.writeDay(start) : format.write(start + jitter);
    }

    /** When the row was written, by the recordings' clock, in milliseconds since 1970. */
    private long written(Call call, Dice dice) {
        boolean byHand = dice.chance(settings.rate(Rate.BY_HAND));
        return call.end() * 1_000 + (byHand ? byHand(call, dice) : automatic(call, dice));
    }

    private long automatic(Call call, Dice dice) {
        if (!dice.chance(settings.rate(Rate.WRITTEN_BY_JOB))) {
            return delay(dice, AUTOMATIC_MEDIAN, AUTOMATIC_SIGMA);
        }
        long step = 600_000;
        long past = Math.floorMod(call.end() * 1_000, step);
        return step - past + step * dice.below(72);
    }

    private long byHand(Call call, Dice dice) {
        double kind = dice.fraction();
        double evening = settings.rate(Rate.WRITTEN_AT_EVENING);
        long left = settings.lastHour() * 3_600_000L - Math.floorMod(call.end() * 1_000, DAY);
        long atEvening = Math.max(60_000, left) + delay(dice, HAND_MEDIAN, 1);
        if (kind < evening) {
            return atEvening;
        }
        boolean later = kind < evening + settings.rate(Rate.WRITTEN_LATER);
        return later
                ? atEvening + DAY * dice.between(1, 3) - dice.below(8) * 3_600_000L
                : delay(dice, HAND_MEDIAN, HAND_SIGMA);
    }

    private static long delay(Dice dice, double median, double sigma) {
        return Math.round(1_000 * dice.logNormal(median, sigma));
    }
}
