package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** Makes a world: people, their calls, and what each of the two systems kept of them. */
final class Generator {
    private final WorldSettings settings;
    private final Dice dice;
    private final List<List<String>> crm = new ArrayList<>();
    private final List<List<String>> recordings = new ArrayList<>();
    private final List<CallWorld.Pair> truth = new ArrayList<>();

    Generator(WorldSettings settings) {
        this.settings = settings;
        this.dice = new Dice(settings.seed());
    }

    CallWorld world() {
        Dialect dialect = Dialect.of(settings);
        People people = People.of(settings, dice);
        List<Call> calls = Schedule.of(settings, people, dice);
        CrmRows rows = new CrmRows(settings, dialect.crm(), people, CrmClock.of(settings, middle(calls), dice), dice);
        Recordings files = new Recordings(settings, dialect.recordings(), dice);
        calls.forEach(call -> keep(call, rows, files));
        dice.of(Purpose.LEFT_ORDER).shuffle(crm);
        dice.of(Purpose.RIGHT_ORDER).shuffle(recordings);
        dice.of(Purpose.TRUTH_ORDER).shuffle(truth);
        return new CallWorld(
                new CallWorld.Table(dialect.crm().header(), crm),
                new CallWorld.Table(dialect.recordings().header(), recordings),
                truth);
    }

    private static long middle(List<Call> calls) {
        return calls.stream().mapToLong(Call::start).sorted().skip(calls.size() / 2).findFirst().orElse(0);
    }

    private void keep(Call call, CrmRows rows, Recordings files) {
        Dice own = dice.of(Purpose.COVERAGE).of(call.number());
        double alone = own.fraction() * (1 + odds(Rate.RECORDING_ONLY) + odds(Rate.ROW_ONLY));
        boolean duplicate = own.chance(settings.rate(Rate.DUPLICATE_ROW));
        boolean hasRow = alone >= odds(Rate.RECORDING_ONLY);
        boolean recorded = alone < 1 + odds(Rate.RECORDING_ONLY);
        List<String> rowIds = new ArrayList<>();
        for (int i = 0; hasRow && i < (duplicate ? 2 : 1); i++) {
            String id = own.hex();
            rowIds.add(id);
            crm.add(rows.row(call, i, id));
        }
        for (int i = 0; recorded && i < call.parts().size(); i++) {
            String id = own.hex();
            recordings.add(files.row(call, i, id));
            rowIds.forEach(rowId -> truth.add(new CallWorld.Pair(rowId, id)));
        }
    }

    /** Calls that one system alone has, as against those that both have. */
    private double odds(Rate rate) {
        return settings.rate(rate) / (1 - settings.rate(rate));
    }
}
