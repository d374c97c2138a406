package dev.tandem.testkit.world;

import java.util.List;
import java.util.stream.Stream;

/** Which of the two systems kept a call, and the ids of what they kept. */
final class Coverage {
    private final Dice dice;
    private final double recordingsAlone;
    private final double rowsAlone;
    private final double duplicates;

    Coverage(WorldSettings settings, Dice dice) {
        this.dice = dice.of(Purpose.COVERAGE);
        this.recordingsAlone = odds(settings.rate(Rate.RECORDING_ONLY));
        this.rowsAlone = odds(settings.rate(Rate.ROW_ONLY));
        this.duplicates = settings.rate(Rate.DUPLICATE_ROW);
    }

    /** The ids of a call's CRM rows and of its recordings, these in the order of its parts. */
    record Kept(List<String> rows, List<String> recordings) {}

    Kept of(Call call) {
        Dice own = dice.of(call.number());
        double where = own.fraction() * (1 + recordingsAlone + rowsAlone);
        int rows = own.chance(duplicates) ? 2 : 1;
        return new Kept(
                ids(where < recordingsAlone ? 0 : rows, own),
                ids(where < recordingsAlone + 1 ? call.parts().size() : 0, own));
    }

    private static List<String> ids(int count, Dice dice) {
        return Stream.generate(dice::hex).limit(count).toList();
    }

    /** How many calls one system alone has, for each that both have, so that of its rows the given share is alone. */
    private static double odds(double share) {
        return share / (1 - share);
    }
}
