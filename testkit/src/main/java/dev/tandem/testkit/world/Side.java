package dev.tandem.testkit.world;

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
