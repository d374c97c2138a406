package dev.tandem.cli;

import dev.tandem.link.ClockFinding;
import dev.tandem.link.ClockFinding.Offset;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a sentence how two clocks go. */
final class ClockText {
    private static final int MOST_CHANGES = 4;

    /** Of stamps of a kind, that they are told of. */
    private static final double LEAST_SHARE = 0.005;

    private ClockText() {}

    /** {@code the left clock is 1 h behind the right; its stamps: 65 % start of the call, 35 % end of the call}. */
    static String sentence(ClockFinding clock) {
        String stamps = clock.stamps().stream()
                .filter(stamp -> stamp.share() >= LEAST_SHARE)
                .map(stamp -> Show.percent(stamp.share()) + " " + Show.text(stamp.name()))
                .collect(Collectors.joining(", "));
        return offsets(clock.offsets()) + (stamps.isEmpty() ? "" : "; its stamps: " + stamps);
    }

    private static String offsets(List<Offset> offsets) {
        Offset first = offsets.get(0);
        String begin = "the left clock " + goes(first.ahead()) + " the right";
        if (offsets.size() > MOST_CHANGES) {
            Offset last = offsets.get(offsets.size() - 1);
            return begin + " at first and, after " + (offsets.size() - 1) + " changes, " + goes(last.ahead()) + " it"
                    + from(last);
        }
        return begin
                + offsets.stream()
                        .skip(1)
                        .map(offset -> "," + from(offset) + " it " + goes(offset.ahead()) + " it")
                        .collect(Collectors.joining());
    }

    private static String from(Offset offset) {
        return " from " + offset.from().truncatedTo(ChronoUnit.SECONDS) + " on";
    }

    private static String goes(Duration ahead) {
        if (ahead.isZero()) {
            return "goes with";
        }
        return "is " + Show.length(ahead) + (ahead.isNegative() ? " behind" : " ahead of");
    }
}
