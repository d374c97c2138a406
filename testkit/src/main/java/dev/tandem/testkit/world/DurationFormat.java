package dev.tandem.testkit.world;

/** How a system writes durations. */
enum DurationFormat {
    SECONDS,
    MILLIS,
    MINUTES_SECONDS,
    HOURS_MINUTES_SECONDS,
    WORDS;

    String write(int seconds) {
        int minutes = seconds / 60;
        int rest = seconds % 60;
        return switch (this) {
            case SECONDS -> String.valueOf(seconds);
            case MILLIS -> String.valueOf(seconds * 1_000L);
            case MINUTES_SECONDS -> minutes + ":" + Text.digits(rest, 2);
            case HOURS_MINUTES_SECONDS ->
                Text.digits(minutes / 60, 2) + ":" + Text.digits(minutes % 60, 2) + ":" + Text.digits(rest, 2);
            case WORDS -> minutes == 0 ? rest + " sec" : minutes + " min " + rest + " sec";
        };
    }
}
