package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.link.value.TextKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallFinderTest {
    private static final int ROWS = 300;

    private final long seed = new Random().nextLong();

    /** The same calls on either side, each with a ticket of its own and with a street where two of them live. */
    private Table table(String side) {
        Random random = new Random(seed);
        Table.Builder table = Table.builder(List.of("at", "ticket", "street"));
        int seconds = 0;
        for (int i = 0; i < ROWS; i++) {
            seconds += 20 + random.nextInt(200);
            String at = String.format(
                    Locale.ROOT, "2026-03-02 %02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
            String ticket = "T" + Integer.toString(1_000_000 + random.nextInt(1_000_000_000), 36);
            table.add(side + i, List.of(at, ticket, "Street " + i % (ROWS / 2)));
        }
        return table.build();
    }

    private @Nullable CallSchema find() {
        try (Parallel parallel = new Parallel(2)) {
            return new CallFinder(table("l"), table("r"), List.of()).find(parallel);
        }
    }

    @Test
    void valuesOfWhichEachRowHasItsOwnAreIdsAndOthersAreNot() {
        CallSchema schema = Objects.requireNonNull(find(), "no schema found, seed " + seed);
        assertThat(schema.time()).isEqualTo(new FieldPair("at", "at"));
        int ticket = schema.values().indexOf(new FieldPair("ticket", "ticket"));
        int street = schema.values().indexOf(new FieldPair("street", "street"));
        assertThat(schema.kinds().get(ticket)).as("seed %d", seed).isEqualTo(TextKind.ID);
        assertThat(schema.kinds().get(street)).as("seed %d", seed).isNotEqualTo(TextKind.ID);
    }
}
