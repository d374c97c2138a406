package dev.tandem.testkit.world;

/** What a CRM row says of a call's duration. */
record CrmDuration(int seconds, Where where) {
    enum Where {
        COLUMN,
        PROSE,
        NOWHERE
    }

    static CrmDuration of(int seconds, WorldSettings settings, Dice dice) {
        double kind = dice.fraction();
        for (Rate rate : Rate.values()) {
            if (rate.group() == Rate.Group.DURATION) {
                kind -= settings.rate(rate);
                if (kind < 0) {
                    return of(seconds, rate, dice);
                }
            }
        }
        return new CrmDuration(seconds, Where.COLUMN);
    }

    private static CrmDuration of(int seconds, Rate error, Dice dice) {
        return switch (error) {
            case DURATION_BY_ONE -> new CrmDuration(seconds + (dice.chance(.5) ? 1 : -1), Where.COLUMN);
            case DURATION_ROUNDED_UP -> new CrmDuration((seconds + 59) / 60 * 60, Where.COLUMN);
            case DURATION_WITH_RING -> new CrmDuration(seconds + dice.between(5, 30), Where.COLUMN);
            case DURATION_MISSING -> new CrmDuration(seconds, Where.NOWHERE);
            case DURATION_IN_PROSE -> new CrmDuration(seconds, Where.PROSE);
            default -> throw new IllegalStateException(error + " is not an error of durations");
        };
    }

    boolean inColumn() {
        return where == Where.COLUMN;
    }

    boolean inProse() {
        return where == Where.PROSE;
    }
}
