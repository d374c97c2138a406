package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * So many of so many.
 *
 * @param clumps how many trials at most fall out alike, as when the contacts of an account share it
 */
record Share(long hits, long trials, int clumps) {
    private static final double DEVIATIONS = 4.5;

    static <T> Share of(Collection<T> things, Predicate<T> counted, Predicate<T> hit) {
        long trials = things.stream().filter(counted).count();
        return new Share(things.stream().filter(counted.and(hit)).count(), trials, 1);
    }

    static <T> Share of(Collection<T> things, Predicate<T> hit) {
        return of(things, thing -> true, hit);
    }

    Share inClumpsOf(int most) {
        return new Share(hits, trials, most);
    }

    /** Within the deviations that chance allows. */
    void isAbout(double rate) {
        assertThat(trials).isGreaterThan(100);
        double deviation = Math.sqrt(rate * (1 - rate) * clumps / trials);
        double measured = (double) hits / trials;
        assertThat(measured)
                .as("%d of %d, expected %.4f", hits, trials, rate)
                .isBetween(rate - DEVIATIONS * deviation, rate + DEVIATIONS * deviation);
    }
}
