package dev.tandem.link;

import java.util.List;

/**
 * What most pairs of rows are told apart by, of each right row a few numbers that lie together: candidates lie all over
 * the table, and to fetch a row from memory takes longer than to compare it.
 */
final class RightRows {
    private final int width;
    private final int aliases;
    private final int values;
    private final int[] numbers;

    /** @param phones evidence on the same right columns, so that the first tells for all */
    RightRows(int rows, List<PhoneEvidence> phones, List<AliasEvidence> aliasing, List<ValueEvidence> comparing) {
        aliases = phones.isEmpty() ? 0 : phones.get(0).rightColumns();
        values = aliases + aliasing.size();
        width = values + comparing.size();
        numbers = new int[Math.multiplyExact(rows, width)];
        int at = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < aliases; c++) {
                numbers[at++] = phones.get(0).rightEnding(c, r);
            }
            for (AliasEvidence alias : aliasing) {
                numbers[at++] = alias.rightCode(r);
            }
            for (ValueEvidence value : comparing) {
                numbers[at++] = value.rightCode(r);
            }
        }
    }

    /** See {@link PhoneEvidence#rightEnding}. */
    int ending(int r, int column) {
        return numbers[r * width + column];
    }

    /** See {@link AliasEvidence#rightCode}. */
    int alias(int r, int column) {
        return numbers[r * width + aliases + column];
    }

    /** See {@link ValueEvidence#rightCode}. */
    int value(int r, int column) {
        return numbers[r * width + values + column];
    }
}
