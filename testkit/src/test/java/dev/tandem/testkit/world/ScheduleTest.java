package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    private record Busy(long start, long end) {}

    static Stream<WorldSettings> worlds() {
        return Stream.of(
                WorldSettings.phone(1),
                WorldSettings.bursts(2),
                WorldSettings.phone(3, 3_000).toBuilder()
                        .agents(4)
                        .contacts(20)
                        .rate(Rate.CONFERENCE, .5)
                        .rate(Rate.HOLD_SPLIT, .5)
                        .rate(Rate.REDIAL, .8)
                        .rate(Rate.BURST, .3)
                        .build());
    }

    private static List<Call> calls(WorldSettings settings) {
        return Observed.of(settings).calls();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void noAgentIsInTwoCallsAtOnce(WorldSettings settings) {
        Map<Agent, List<Busy>> busy = new HashMap<>();
        for (Call call : calls(settings)) {
            Busy time = new Busy(call.start(), call.end());
            busy.computeIfAbsent(call.agent(), agent -> new ArrayList<>()).add(time);
            if (call.joined() != null) {
                assertThat(call.joined()).isNotEqualTo(call.agent());
                busy.computeIfAbsent(call.joined(), agent -> new ArrayList<>()).add(time);
            }
        }
        for (List<Busy> times : busy.values()) {
            times.sort(Comparator.comparingLong(Busy::start));
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i).start()).isGreaterThan(times.get(i - 1).end());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void thereAreAsManyCallsAsWereAskedFor(WorldSettings settings) {
        List<Call> calls = calls(settings);
        assertThat(calls).hasSize(settings.calls());
        assertThat(calls.stream().map(Call::number).sorted().toList())
                .isEqualTo(IntStream.range(0, settings.calls()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theFilesOfAHeldCallAreTwoToSevenAndFollowEachOther(WorldSettings settings) {
        List<Call> held =
                calls(settings).stream().filter(call -> call.parts().size() > 1).toList();
        assertThat(held).isNotEmpty().allSatisfy(call -> {
            assertThat(call.parts()).hasSizeBetween(2, 7);
            for (int i = 1; i < call.parts().size(); i++) {
                long before = call.parts().get(i - 1).end();
                assertThat(call.parts().get(i).start()).isBetween(before + 5, before + 60);
            }
        });
    }

    @Test
    void somewhereAHeldCallHasSevenFiles() {
        WorldSettings settings =
                WorldSettings.phone(1).toBuilder().rate(Rate.HOLD_SPLIT, .5).build();
        assertThat(calls(settings)).anyMatch(call -> call.parts().size() == 7);
    }

    @Test
    void callsBeginOnWorkingDaysInWorkingHours() {
        WorldSettings settings = WorldSettings.phone(1).toBuilder()
                .firstDay(LocalDate.of(2025, 11, 29))
                .workingDays(6)
                .workingHours(8, 12)
                .agents(100)
                .build();
        List<LocalDateTime> starts = calls(settings).stream()
                .map(call -> LocalDateTime.ofEpochSecond(call.start(), 0, ZoneOffset.UTC))
                .toList();
        assertThat(starts.stream().map(LocalDateTime::toLocalDate).distinct().sorted())
                .containsExactlyElementsOf(Stream.of(1, 2, 3, 4, 5, 8)
                        .map(day -> LocalDate.of(2025, 12, day))
                        .toList());
        assertThat(starts).noneMatch(start -> start.getHour() < 8);
        // one that was asked for at noon may have had to wait for the agent
        assertThat(starts.stream().filter(start -> start.getHour() >= 12).count())
                .isLessThan(starts.size() / 20);
        assertThat(starts).noneMatch(start -> start.getDayOfWeek() == DayOfWeek.SUNDAY);
    }

    @Test
    void anAccountIsCalledByItsOwnAgents() {
        assertThat(calls(WorldSettings.phone(1)))
                .allSatisfy(call -> assertThat(call.contact().agents()).contains(call.agent()));
    }

    @Test
    void theMoreFewContactsAreFavouredTheMoreOftenTheyAreCalled() {
        WorldSettings.Builder settings = WorldSettings.phone(1).toBuilder();
        int evenly = mostCalled(settings.favour(0).build());
        int usually = mostCalled(settings.favour(.4).build());
        int byZipf = mostCalled(settings.favour(1).build());
        assertThat(evenly).isLessThan(usually);
        assertThat(usually).isLessThan(byZipf / 2);
    }

    private static int mostCalled(WorldSettings settings) {
        Map<Contact, Integer> calls =
                calls(settings).stream().collect(Collectors.toMap(Call::contact, call -> 1, Integer::sum));
        return Collections.max(calls.values());
    }

    @Test
    void oneAgentAloneIsEnough() {
        WorldSettings settings = WorldSettings.phone(1, 100).toBuilder()
                .agents(1)
                .contacts(1)
                .rate(Rate.CONFERENCE, 1)
                .rate(Rate.SHARED_ACCOUNT, 1)
                .rate(Rate.WRONG_OWNER, 1)
                .build();
        assertThat(calls(settings)).hasSize(100).allMatch(call -> call.joined() == null);
    }
}
