package dev.tandem.testkit.world;

import dev.tandem.link.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A world with what really happened: the calls behind its rows. */
record Observed(
        WorldSettings settings, People people, List<Call> calls, CallWorld world, List<Seen> rows, List<Seen> files) {

    /** A row, the call it is about and which of the call's rows or parts it is. */
    record Seen(Call call, int n, String id, Map<Field, String> values) {
        String value(Field field) {
            return Objects.requireNonNull(values.get(field));
        }

        Call.Part part() {
            return call.parts().get(n);
        }
    }

    static Observed of(WorldSettings settings) {
        Dice dice = new Dice(settings.seed());
        People people = People.of(settings, dice);
        List<Call> calls = Schedule.of(settings, people, dice);
        CallWorld world = CallWorld.of(settings);
        Dialect dialect = Dialect.of(settings);
        Map<String, Map<Field, String>> left = values(world.left(), dialect.crm());
        Map<String, Map<Field, String>> right = values(world.right(), dialect.recordings());
        List<Seen> rows = new ArrayList<>();
        List<Seen> files = new ArrayList<>();
        Coverage coverage = new Coverage(settings, dice);
        for (Call call : calls) {
            add(call, coverage.of(call).rows(), left, rows);
            add(call, coverage.of(call).recordings(), right, files);
        }
        return new Observed(settings, people, calls, world, rows, files);
    }

    private static void add(Call call, List<String> ids, Map<String, Map<Field, String>> values, List<Seen> seen) {
        for (int n = 0; n < ids.size(); n++) {
            String id = ids.get(n);
            seen.add(
                    new Seen(call, n, id, Objects.requireNonNull(values.remove(id), "a row that is not in the table")));
        }
    }

    private static Map<String, Map<Field, String>> values(Table table, Side side) {
        Map<String, Map<Field, String>> rows = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            Map<Field, String> values = new EnumMap<>(Field.class);
            for (int i = 0; i < side.columns().size(); i++) {
                values.put(side.columns().get(i).field(), Objects.requireNonNullElse(table.value(row, i), ""));
            }
            rows.put(table.id(row), values);
        }
        return rows;
    }
}
