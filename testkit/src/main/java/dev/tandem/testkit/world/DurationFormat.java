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
            case MINUTES_SECONDS -> String.format("%d:%02d", minutes, rest);
            case HOURS_MINUTES_SECONDS -> String.format("%02d:%02d:%02d", minutes / 60, minutes % 60, rest);
            case WORDS -> minutes == 0 ? rest + " sec" : minutes + " min " + rest + " sec";
        };
    }
}
