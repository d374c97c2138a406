package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.NameReading.NotUnderstood;
import dev.tandem.spi.NameReading.Understood;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DialerFormat} keeps. A test extends this and gives the format and names of the dialer's own. */
public abstract class DialerFormatContract {
    private static final Set<String> CANONICAL =
            Set.of("time", "user", "direction", "session_id", "ani", "dnis", "duration");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final long SEED = 20_260_301;
    private static final int NAMES = 20_000;
    private static final int LONG = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DialerFormat format;

    protected abstract DialerFormat format();

    /** Some base names that the dialer gives, each of another call. */
    protected abstract List<String> understood();

    /** Some base names that cannot be the dialer's; empty if it takes all. */
    protected abstract List<String> notUnderstood();

    @BeforeEach
    final void takeFormat() {
        format = format();
    }

    @Test
    void theDialersOwnNamesAreUnderstoodAsDifferentCalls() {
        List<String> ids = new ArrayList<>();
        for (String name : understood()) {
            NameReading reading = format.read(name, ZONE);
            assertThat(reading).as("a name it should understand").isInstanceOf(Understood.class);
            ids.add(((Understood) reading).id());
        }
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void whatIsNotUnderstoodIsExplained() {
        for (String name : notUnderstood()) {
            NameReading reading = format.read(name, ZONE);
            assertThat(reading).as("a name it should not understand").isInstanceOf(NotUnderstood.class);
            assertThat(((NotUnderstood) reading).why()).isNotBlank();
        }
    }

    @Test
    void theSameNameAlwaysReadsTheSame() {
        for (String name : understood()) {
            assertThat(format.read(name, ZONE)).isEqualTo(format.read(name, ZONE));
        }
    }

    @Test
    void anyTextGivesAReading() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> seeds = new ArrayList<>(understood());
        seeds.addAll(notUnderstood());
        seeds.addAll(List.of("", ".", "_", " ", "\0", "\ud800", "20260230-256161_x", "99999999-999999_x", "-"));
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int i = 0; i < NAMES; i++) {
                String name = mutate(seeds.get(random.nextInt(seeds.size())), random);
                NameReading reading = format.read(name, i % 2 == 0 ? ZONE : ZoneOffset.UTC);
                assertThat(reading).as("seed %s, name %s", SEED, i).isNotNull();
                assertThat(reading).isEqualTo(format.read(name, i % 2 == 0 ? ZONE : ZoneOffset.UTC));
            }
        });
    }

    private static String mutate(String name, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(name);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(mutated.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> mutated.insert(at, (char) random.nextInt(0x10000));
                case 1 -> mutated.insert(at, (char) random.nextInt(' ', 0x7f));
                case 2 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(5)));
                default -> mutated.insert(at, mutated.substring(at));
            }
        }
        return mutated.toString();
    }

    @Test
    void aLongHostileNameIsReadInLinearTime() {
        List<String> hostile = new ArrayList<>();
        for (String part : List.of("a", " ", "_", "0", "@", " by ", "_@", "a_", "20260301-120000_", "(", "%")) {
            hostile.add(part.repeat(LONG / part.length()));
            hostile.add(part.repeat(LONG / part.length()) + "!");
        }
        for (String name : understood()) {
            for (int end = 1; end <= name.length(); end++) {
                hostile.add(
                        name.substring(0, end) + name.substring(end - 1, end).repeat(LONG));
            }
        }
        assertTimeoutPreemptively(
                PATIENCE,
                () -> hostile.forEach(
                        name -> assertThat(format.read(name, ZONE)).isNotNull()));
    }

    @Test
    void aliasesLeadToCanonicalNames() {
        format.aliases().forEach((alias, canonical) -> {
            assertThat(alias).isNotBlank();
            assertThat(CANONICAL).contains(canonical);
        });
    }

    @Test
    void itsNameIsOneThatFeedsCanWrite() {
        assertThat(format.name()).matches("[a-z0-9][a-z0-9-]*");
    }
}
