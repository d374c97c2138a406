package dev.tandem.testkit.world;

import dev.tandem.testkit.world.Observed.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How often what a rate speaks of is found in a world, by looking at the tables and at what really happened. */
final class Measures {
    private static final int WORLDS = 3_000;
    private static final double HOUR = 3_600_000;

    private Measures() {}

    /** @param seen in dialect 1, without jitter, skew and offset */
    static Share of(Rate rate, Observed seen) {
        return switch (rate) {
            case STAMP_END, STAMP_WRITTEN, STAMP_DAY -> Share.of(seen.rows(), row -> Stamps.kind(row) == rate);
            case BY_HAND, WRITTEN_BY_JOB, WRITTEN_AT_EVENING, WRITTEN_LATER -> Stamps.written(rate, seen);
            case ZONE_ONE_HOUR -> clocks(seen, ahead -> hours(ahead) == 1);
            case ZONE_WHOLE_HOURS -> clocks(seen, ahead -> hours(ahead) > 1 && hours(ahead) < 12);
            case ZONE_TWELVE_HOURS -> clocks(seen, ahead -> hours(ahead) == 12);
            case SKEWED -> clocks(seen, ahead -> ahead % HOUR != 0);
            case DURATION_BY_ONE -> durations(seen, row -> Math.abs(longer(row)) == 1);
            case DURATION_ROUNDED_UP -> durations(seen, row -> longer(row) > 30);
            case DURATION_WITH_RING -> durations(seen, row -> longer(row) >= 5 && longer(row) <= 30);
            case DURATION_MISSING -> durations(seen, row -> empty(row, Field.DURATION) && !prose(row));
            case DURATION_IN_PROSE -> durations(seen, row -> empty(row, Field.DURATION) && prose(row));
            case PHONE_NATIONAL -> phones(seen, "\\d{10}");
            case PHONE_PUNCTUATED -> phones(seen, "\\(\\d{3}\\) \\d{3}-\\d{4}|\\d{3}-\\d{3}-\\d{4}");
            case PHONE_LEADING_ONE -> phones(seen, "1\\d{10}");
            case PHONE_INTERNATIONAL_PREFIX -> phones(seen, "(00|011)1\\d{10}");
            case PHONE_WITH_EXTENSION -> phones(seen, "\\+1\\d{10} (x|ext\\. )\\d{3}");
            case PHONE_MASKED -> phones(seen, "\\+1\\d{2}\\*{4}\\d{4}");
            case PHONE_MISSING -> Share.of(seen.rows(), row -> empty(row, Field.CUSTOMER));
            case SWAPPED -> worlds(seen, Measures::swapped);
            case SWAPPED_ROW -> Share.of(seen.files(), Measures::turned);
            case LOCAL_PRESENCE -> Share.of(seen.calls(), call -> !call.inbound(), Measures::local);
            case INBOUND -> Share.of(seen.calls(), Call::inbound);
            case AGENT_MISSING ->
                Share.of(seen.files(), file -> !file.call().transferred(), file -> empty(file, Field.AGENT));
            case CONTACT_MISSING -> Share.of(seen.rows(), row -> empty(row, Field.CONTACT));
            case TYPE_MISSING -> Share.of(seen.rows(), row -> empty(row, Field.TYPE));
            case DISPOSITION_MISSING ->
                worlds(seen, world -> world.rows().stream().allMatch(row -> empty(row, Field.DISPOSITION)));
            case DIRECTION_MISSING -> Share.of(seen.rows(), row -> empty(row, Field.DIRECTION));
            case SESSION_MISSING -> Share.of(both(seen), row -> empty(row, Field.SESSION));
            case NAME_NICKNAME, NAME_TYPO, NAME_INITIAL, NAME_ORDER, NAME_ACCENTS_DROPPED -> Spellings.of(rate, seen);
            case REDIAL, BURST -> Redials.of(rate, seen);
            case TRANSFER -> Share.of(seen.calls(), Call::transferred);
            case HOLD_SPLIT -> Share.of(seen.calls(), call -> call.parts().size() > 1);
            case CONFERENCE -> Share.of(seen.calls(), call -> call.joined() != null);
            case SHARED_ACCOUNT ->
                Share.of(seen.people().contacts(), contact -> contact.agents().size() > 1)
                        .inClumpsOf(4);
            case DUPLICATE_ROW -> Share.of(seen.rows(), row -> row.n() == 0, row -> twice(row, seen));
            case WRONG_OWNER ->
                Share.of(
                        seen.rows(),
                        row -> !row.value(Field.AGENT).equals(row.call().agent().email()));
            case RECORDING_ONLY -> alone(seen, seen.files(), seen.rows()).inClumpsOf(2);
            case ROW_ONLY -> alone(seen, seen.rows(), seen.files()).inClumpsOf(2);
        };
    }

    private static boolean empty(Seen row, Field field) {
        return row.value(field).isEmpty();
    }

    private static List<Seen> both(Observed seen) {
        List<Seen> both = new ArrayList<>(seen.rows());
        both.addAll(seen.files());
        return both;
    }

    /** Of durations that neither ring nor one second takes to a full minute. */
    private static Share durations(Observed seen, Predicate<Seen> hit) {
        return Share.of(
                seen.rows(), row -> row.call().seconds() % 60 >= 2 && row.call().seconds() % 60 < 28, hit);
    }

    private static int longer(Seen row) {
        return empty(row, Field.DURATION)
                ? 0
                : Integer.parseInt(row.value(Field.DURATION)) - row.call().seconds();
    }

    private static boolean prose(Seen row) {
        int seconds = row.call().seconds();
        String length = "A " + seconds / 60 + " minute " + seconds % 60 + " second ";
        return row.value(Field.SUBJECT).startsWith(length);
    }

    private static Share phones(Observed seen, String pattern) {
        return Share.of(
                seen.rows(),
                row -> !empty(row, Field.CUSTOMER),
                row -> row.value(Field.CUSTOMER).matches(pattern));
    }

    private static boolean turned(Seen file) {
        String customer = file.call().contact().phone().e164();
        return customer.equals(file.value(file.call().inbound() ? Field.TO : Field.FROM));
    }

    private static boolean swapped(Observed world) {
        return world.files().stream().filter(Measures::turned).count()
                > world.files().size() / 2;
    }

    private static boolean local(Call call) {
        PhoneNumber shown = call.shownNumber();
        return shown.exchange().equals("555")
                && shown.area().equals(call.contact().phone().area());
    }

    private static boolean twice(Seen row, Observed seen) {
        return new Coverage(seen.settings(), new Dice(seen.settings().seed()))
                        .of(row.call())
                        .rows()
                        .size()
                == 2;
    }

    private static Share alone(Observed seen, List<Seen> rows, List<Seen> others) {
        boolean[] known = new boolean[seen.calls().size()];
        others.forEach(other -> known[other.call().number()] = true);
        return Share.of(rows, row -> !known[row.call().number()]);
    }

    /** Over many CRMs, by how many milliseconds their clocks are ahead. */
    private static Share clocks(Observed seen, Predicate<Long> hit) {
        WorldSettings settings = seen.settings();
        List<Call> one = seen.calls().subList(0, 1);
        List<Long> ahead = LongStream.range(0, WORLDS)
                .map(seed -> CrmClock.of(settings, one, new Dice(seed)).at(0))
                .boxed()
                .toList();
        return Share.of(ahead, hit);
    }

    private static long hours(long millis) {
        return Math.abs(Math.round(millis / HOUR));
    }

    private static Share worlds(Observed seen, Predicate<Observed> hit) {
        List<Observed> worlds = IntStream.range(0, WORLDS / 6)
                .mapToObj(seed -> Observed.of(seen.settings().toBuilder()
                        .seed(seed)
                        .calls(20)
                        .agents(4)
                        .contacts(10)
                        .build()))
                .toList();
        return Share.of(worlds, hit);
    }

    /** Those that follow each other, so that the gap between them can be looked at. */
    static List<Call> inOrder(List<Call> calls) {
        return calls.stream()
                .sorted(Comparator.<Call>comparingInt(call -> call.agent().number())
                        .thenComparingLong(Call::start))
                .toList();
    }

    static Duration gap(Call before, Call after) {
        return Duration.ofSeconds(after.start() - before.end());
    }
}
