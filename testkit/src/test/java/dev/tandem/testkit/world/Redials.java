package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** Which calls are to one contact in a row, in a world where two such are never by chance. */
final class Redials {
    private static final int BURST = 5;

    private Redials() {}

    static Share of(Rate rate, Observed seen) {
        List<Call> calls = Measures.inOrder(seen.calls());
        List<Call> inBursts = new ArrayList<>();
        List<Call> others = new ArrayList<>();
        List<Call> redialled = new ArrayList<>();
        for (int i = 0; i < calls.size(); ) {
            int end = i + 1;
            while (end < calls.size() && redial(calls.get(end - 1), calls.get(end))) {
                end++;
            }
            boolean burst = end - i == BURST
                    && calls.get(end - 1).start() - calls.get(i).start() <= 960;
            (burst ? inBursts : others).addAll(calls.subList(i, end));
            redialled.addAll(burst ? List.of() : calls.subList(i, end - 1));
            i = end;
        }
        return rate == Rate.BURST
                ? new Share(inBursts.size(), calls.size(), BURST)
                : new Share(redialled.size(), others.size(), 1);
    }

    private static boolean redial(Call before, Call after) {
        return before.agent().equals(after.agent())
                && before.contact().equals(after.contact())
                && Measures.gap(before, after).toSeconds() <= 600;
    }
}
