package dev.tandem.link;

import java.util.List;

/**
 * What the like values of a pair of rows weigh, column after column. Name, address and company are one fact, the person; so
 * once a number or a value agrees, a further one says only what rows of one person leave open. Used by one thread.
 */
final class ValueSum {
    private final List<ValueLevels> columns;

    /** Which columns agree so far; how many is {@link #agreed}. */
    private final int[] agreeing;

    private int agreed;
    private int at;
    private boolean contact;

    ValueSum(List<ValueLevels> columns) {
        this.columns = columns;
        agreeing = new int[columns.size()];
    }

    /**
     * Begins a pair.
     *
     * @param contact whether a telephone number agrees
     */
    void begin(boolean contact) {
        this.contact = contact;
        agreed = 0;
        at = 0;
    }

    /**
     * What the next column adds.
     *
     * @param level of its values, or {@link Evidence#MISSING}
     * @param weight of the level by itself
     */
    double next(int level, double weight) {
        int column = at++;
        if (level == Evidence.MISSING) {
            return 0;
        }
        ValueLevels levels = columns.get(column);
        double loyal = contact ? levels.loyalToContact() : 0;
        for (int i = 0; i < agreed; i++) {
            loyal = Math.max(loyal, levels.loyalTo(agreeing[i]));
        }
        if (levels.agrees(level)) {
            agreeing[agreed++] = column;
        }
        return Loyalty.given(weight, loyal);
    }
}
