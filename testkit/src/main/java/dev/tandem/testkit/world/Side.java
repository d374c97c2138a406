package dev.tandem.testkit.world;

import java.util.ArrayList;
import java.util.List;

/** How one of the two systems writes: its columns and what stands in them. */
record Side(
        List<Column> columns,
        TimeFormat times,
        DurationFormat durations,
        String inbound,
        String outbound,
        AgentLabel agents) {

    record Column(String name, Field field) {}

    /** Columns as {@code name=FIELD}, separated by commas. */
    static Side of(String columns, TimeFormat times, DurationFormat durations, String directions, AgentLabel agents) {
        List<Column> list = new ArrayList<>(List.of(new Column("id", Field.ID)));
        for (String column : columns.split(",")) {
            int equals = column.indexOf('=');
            list.add(new Column(column.substring(0, equals).strip(), Field.valueOf(column.substring(equals + 1))));
        }
        String[] words = directions.split("/");
        return new Side(List.copyOf(list), times, durations, words[0], words[1], agents);
    }

    /** Without the columns that the world's settings exclude. */
    Side within(boolean phones, boolean sessionIds, AgentLabel label) {
        List<Column> left = columns.stream()
                .filter(column -> phones || !column.field().tellsContact())
                .filter(column -> sessionIds || column.field() != Field.SESSION)
                .toList();
        return new Side(left, times, durations, inbound, outbound, label);
    }

    String direction(boolean in) {
        return in ? inbound : outbound;
    }

    List<String> header() {
        return columns.stream().map(Column::name).toList();
    }
}
