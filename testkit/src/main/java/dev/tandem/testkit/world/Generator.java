package dev.tandem.testkit.world;

import dev.tandem.link.Table;
import java.util.ArrayList;
import java.util.List;

/** Makes a world: people, their calls, and what each of the two systems kept of them. */
final class Generator {
    private final WorldSettings settings;
    private final Dice dice;
    private final List<Row> left = new ArrayList<>();
    private final List<Row> right = new ArrayList<>();
    private final List<CallWorld.Pair> truth = new ArrayList<>();

    private record Row(String id, List<String> values) {}

    Generator(WorldSettings settings) {
        this.settings = settings;
        this.dice = new Dice(settings.seed());
    }

    CallWorld world() {
        Dialect dialect = Dialect.of(settings);
        People people = People.of(settings, dice);
        List<Call> calls = Schedule.of(settings, people, dice);
        CrmRows rows = new CrmRows(settings, dialect.crm(), people, CrmClock.of(settings, calls, dice), dice);
        Recordings files = new Recordings(settings, dialect.recordings(), dice);
        Coverage coverage = new Coverage(settings, dice);
        calls.forEach(call -> keep(call, coverage.of(call), rows, files));
        dice.of(Purpose.TRUTH_ORDER).shuffle(truth);
        return new CallWorld(
                table(dialect.crm(), left, Purpose.LEFT_ORDER),
                table(dialect.recordings(), right, Purpose.RIGHT_ORDER),
                truth);
    }

    private Table table(Side side, List<Row> rows, Purpose order) {
        dice.of(order).shuffle(rows);
        Table.Builder table = Table.builder(side.header());
        rows.forEach(row -> table.add(row.id(), row.values()));
        return table.build();
    }

    private void keep(Call call, Coverage.Kept kept, CrmRows rows, Recordings files) {
        for (int i = 0; i < kept.rows().size(); i++) {
            left.add(new Row(kept.rows().get(i), rows.row(call, i)));
        }
        for (int i = 0; i < kept.recordings().size(); i++) {
            String recording = kept.recordings().get(i);
            right.add(new Row(recording, files.row(call, i)));
            kept.rows().forEach(row -> truth.add(new CallWorld.Pair(row, recording)));
        }
    }
}
