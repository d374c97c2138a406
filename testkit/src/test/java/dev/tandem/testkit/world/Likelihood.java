package dev.tandem.testkit.world;

import dev.tandem.testkit.world.Observed.Seen;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much likelier a row of dialect 0 or 3 is if it is about a call than if it is about one that was not recorded: natural
 * logarithms, by the usual rates.
 */
final class Likelihood {
    /** No row is written later, in seconds. */
    static final long LATEST = 400_000;

    private static final double DAYS = 10;
    private static final double WORKING_SECONDS = DAYS * 8 * 3_600;
    private static final Pattern PROSE = Pattern.compile("A (\\d+) minute (\\d+) second .*");
    private static final Pattern COLON = Pattern.compile(":");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    private final Observed seen;
    private final int quantum;
    private final Map<String, Long> owners;
    private final Map<String, Long> phones;
    private final TreeMap<Integer, Integer> durations = new TreeMap<>();
    private final Map<Integer, Double> shareOfDuration = new HashMap<>();
    private int withDuration;

    /** @param exact whether the duration is from prose, which errs not */
    record Row(
            Seen row,
            long time,
            boolean dayOnly,
            @Nullable Integer duration,
            boolean exact,
            String owner,
            String phone) {}

    Likelihood(Observed seen, int quantum) {
        this.seen = seen;
        this.quantum = quantum;
        owners = count(row -> row.value(Field.AGENT));
        phones = count(row -> digits(row.values().getOrDefault(Field.CUSTOMER, "")));
        for (Seen row : seen.rows()) {
            Integer duration = read(row).duration();
            if (duration != null) {
                durations.merge(duration, 1, Integer::sum);
                withDuration++;
            }
        }
    }

    private Map<String, Long> count(Function<Seen, String> value) {
        return seen.rows().stream().collect(Collectors.groupingBy(value, Collectors.counting()));
    }

    /** Ten, or what a mask leaves. */
    private static String digits(String phone) {
        String bare = phone.replaceFirst(" (x|ext).*", "").replaceAll("[^\\d*]", "");
        return bare.contains("*") || bare.length() < 10 ? bare : bare.substring(bare.length() - 10);
    }

    Row read(Seen row) {
        String time = row.value(Field.TIME);
        boolean dayOnly = time.length() == 10;
        Matcher prose = PROSE.matcher(row.values().getOrDefault(Field.SUBJECT, ""));
        boolean exact = prose.matches();
        Integer duration = exact
                ? Integer.valueOf(Integer.parseInt(prose.group(1)) * 60 + Integer.parseInt(prose.group(2)))
                : duration(row.value(Field.DURATION));
        String phone = digits(row.values().getOrDefault(Field.CUSTOMER, ""));
        return new Row(row, seconds(time, dayOnly), dayOnly, duration, exact, row.value(Field.AGENT), phone);
    }

    private static long seconds(String time, boolean dayOnly) {
        boolean german = time.indexOf('.') == 2;
        LocalDateTime local;
        if (dayOnly) {
            local = (german ? LocalDate.parse(time, DAY) : LocalDate.parse(time)).atStartOfDay();
        } else {
            local = german ? LocalDateTime.parse(time, MINUTES) : LocalDateTime.parse(time.replace("Z", ""));
        }
        return local.toEpochSecond(ZoneOffset.UTC);
    }

    private static @Nullable Integer duration(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return COLON.splitAsStream(text).map(Integer::valueOf).reduce(0, (sum, part) -> sum * 60 + part);
    }

    /** What is added for a call's first row: as many calls as both systems have, against those that either has alone. */
    double first() {
        double alone = Rate.RECORDING_ONLY.usual() / (1 - Rate.RECORDING_ONLY.usual());
        return Math.log((1 - Rate.DUPLICATE_ROW.usual()) / (alone * rowsAlone()));
    }

    /** What is added for its second. */
    double duplicate() {
        return Math.log(Rate.DUPLICATE_ROW.usual() / (1 - Rate.DUPLICATE_ROW.usual()) / rowsAlone());
    }

    private double rowsAlone() {
        return seen.rows().size() * Rate.ROW_ONLY.usual();
    }

    double weight(Row row, Oracle.RecordedCall call) {
        boolean inbound = row.row().value(Field.DIRECTION).startsWith("I");
        if (inbound != call.call().inbound()) {
            return Double.NEGATIVE_INFINITY;
        }
        double direction = inbound ? Rate.INBOUND.usual() : 1 - Rate.INBOUND.usual();
        double weight = phone(row, call) - Math.log(direction);
        weight += owner(row, call);
        return weight == Double.NEGATIVE_INFINITY
                ? weight
                : weight + time(row, call.call()) + duration(row, call.call());
    }

    private double phone(Row row, Oracle.RecordedCall call) {
        PhoneNumber phone = call.call().contact().phone();
        if (row.phone().isEmpty()) {
            return 0;
        }
        boolean same = row.phone().contains("*")
                ? row.phone().equals(digits(phone.masked()))
                : row.phone().equals(phone.national());
        double share = row.phone().contains("*")
                ? 1.0 / seen.settings().contacts()
                : phones.getOrDefault(row.phone(), 1L) / (double) seen.rows().size();
        return same ? -Math.log(share) : Double.NEGATIVE_INFINITY;
    }

    /** Where the phone agrees, the owner says little more: a contact has its agent. */
    private double owner(Row row, Oracle.RecordedCall call) {
        if (call.agents().isEmpty()) {
            return 0;
        }
        double wrong = Rate.WRONG_OWNER.usual();
        double likely = call.agents().contains(row.owner())
                ? 1 - wrong
                : wrong / (seen.settings().agents() - 1);
        double share =
                owners.getOrDefault(row.owner(), 1L) / (double) seen.rows().size();
        return Math.log(likely / (row.phone().isEmpty() ? share : (1 - wrong) / 1.1));
    }

    private double time(Row row, Call call) {
        if (row.dayOnly()) {
            return call.start() / 86_400 * 86_400 == row.time() ? Math.log(DAYS) : Double.NEGATIVE_INFINITY;
        }
        double end = Rate.STAMP_END.usual();
        double written = Rate.STAMP_WRITTEN.usual();
        double day = Rate.STAMP_DAY.usual();
        double likely = (1 - end - written - day) * at(row.time() - call.start())
                + end * at(row.time() - call.end())
                + written * quantum * delay(row.time() - call.end(), call);
        return Math.log(likely / ((1 - day) * quantum / WORKING_SECONDS));
    }

    /** The probability that a stamp so far from the truth is written, with a jitter of 1.5 s. */
    private double at(long distance) {
        return normal((distance + quantum) / 1.5) - normal(distance / 1.5);
    }

    /** The normal distribution function (Abramowitz and Stegun, 26.2.17). */
    private static double normal(double z) {
        double t = 1 / (1 + .2316419 * Math.abs(z));
        double sum = t * (.319381530 + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
        return z > 0 ? 1 - tail : tail;
    }

    private static double delay(long seconds, Call call) {
        if (seconds < -5 || seconds > LATEST) {
            return 0;
        }
        double late = seconds > 0 ? (double) seconds : .5;
        long toEvening = Math.max(60, 17 * 3_600 - call.end() % 86_400);
        double job = late < 43_800 ? 1 / 43_200.0 : 0;
        double automatic = .95 * logNormal(late, 20, 1.646) + .05 * job;
        double later = late > toEvening ? 1 / (3 * 86_400.0) : 0;
        double hand = .80 * logNormal(late, 480, 1.2) + .15 * logNormal(late - toEvening, 480, 1) + .05 * later;
        return .7 * automatic + .3 * hand;
    }

    private static double logNormal(double x, double median, double sigma) {
        double z = x > 0 ? Math.log(x / median) / sigma : 0;
        return x > 0 ? Math.exp(-z * z / 2) / (x * sigma * Math.sqrt(2 * Math.PI)) : 0;
    }

    private double duration(Row row, Call call) {
        Integer said = row.duration();
        if (said == null) {
            return 0;
        }
        int longer = said - call.seconds();
        double likely = longer == 0 ? 1 : 0;
        if (!row.exact()) {
            double byOne = Math.abs(longer) == 1 ? Rate.DURATION_BY_ONE.usual() / 2 : 0;
            double ring = longer >= 5 && longer <= 30 ? Rate.DURATION_WITH_RING.usual() / 26 : 0;
            double rounded = said == (call.seconds() + 59) / 60 * 60 ? Rate.DURATION_ROUNDED_UP.usual() : 0;
            likely = (.05 * likely + byOne + ring + rounded) / .75;
        }
        return Math.log(likely / shareOfDuration.computeIfAbsent(said, this::shareOf));
    }

    /** How frequent durations about this one are. */
    private double shareOf(int seconds) {
        int reach = Math.max(2, seconds / 10);
        int near = durations.subMap(seconds - reach, true, seconds + reach, true).values().stream()
                .mapToInt(count -> count)
                .sum();
        return (near + .5) / (2 * reach + 1) / withDuration;
    }
}
