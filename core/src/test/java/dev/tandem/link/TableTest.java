package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    /** Far more rows than are numbered at once, and some values in many of them. */
    private static final int ROWS = 5_000;

    private static Table.Builder rows(int count) {
        Table.Builder table = Table.builder(List.of("rare", "common", "mostly missing"));
        for (int i = 0; i < count; i++) {
            table.add(
                    "id" + i,
                    Arrays.asList(" v" + i, "c" + i % 7, i % 100 == 0 ? "w" + i % 300 : i % 3 == 0 ? " " : null));
        }
        return table;
    }

    @Test
    void everyRowKeepsItsValues() {
        Table table = rows(ROWS).build();
        assertThat(table.size()).isEqualTo(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(table.id(i)).isEqualTo("id" + i);
            assertThat(table.value(i, 0)).isEqualTo("v" + i);
            assertThat(table.value(i, 1)).isEqualTo("c" + i % 7);
            assertThat(table.value(i, 2)).isEqualTo(i % 100 == 0 ? "w" + i % 300 : null);
        }
    }

    @Test
    void aColumnHoldsEachValueOnceAndCountsItsRows() {
        Table table = rows(ROWS).build();
        Column common = table.column("common");
        assertThat(common.distinct()).isEqualTo(7);
        assertThat(common.present()).isEqualTo(ROWS);
        assertThat(common.text(1)).isEqualTo("c0");
        assertThat(common.count(1)).isEqualTo((ROWS + 6) / 7);
        assertThat(table.column("rare").distinct()).isEqualTo(ROWS);
        assertThat(table.column("mostly missing").present()).isEqualTo(ROWS / 100);
        assertThat(table.column("mostly missing").codes()).containsOnlyKeys("w0", "w100", "w200");
    }

    @Test
    void inTheOrderOfItsIdsATableHasTheSameRows() {
        Table table = rows(ROWS).build();
        Table ordered = table.byId();
        assertThat(ordered.id(1)).isEqualTo("id1");
        assertThat(ordered.id(2)).isEqualTo("id10");
        for (int i = 0; i < ROWS; i++) {
            int was = Integer.parseInt(ordered.id(i).substring(2));
            for (int column = 0; column < 3; column++) {
                assertThat(ordered.value(i, column)).isEqualTo(table.value(was, column));
            }
        }
        assertThat(ordered.column(1).text(2)).isEqualTo("c1");
        assertThat(ordered.column(1).count(2)).isEqualTo(table.column(1).count(2));
    }

    @Test
    void rowsAddedAfterATableWasBuiltAreInTheNextAlone() {
        Table.Builder builder = rows(3);
        Table first = builder.build();
        Table second = builder.add("later", List.of("v1", "new")).build();
        assertThat(first.size()).isEqualTo(3);
        assertThat(second.value(3, 0)).isEqualTo("v1");
        assertThat(second.value(3, 1)).isEqualTo("new");
        assertThat(second.column("rare").distinct()).isEqualTo(3);
    }

    @Test
    void anIdThatWasThereBeforeIsRefusedWithBothRows() {
        Table.Builder table = rows(ROWS);
        assertThatThrownBy(() -> table.add("id77", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the id 'id77' is in rows 78 and " + (ROWS + 1));
        assertThatThrownBy(() -> table.add(" ", List.of())).hasMessage("row " + (ROWS + 1) + " has no id");
        assertThatThrownBy(() -> table.add("new", List.of("1", "2", "3", "4")))
                .hasMessage("row 'new' has 4 values for 3 columns");
    }
}
