package dev.tandem.link;

import dev.tandem.link.value.Stamps;
import java.util.Map;
import java.util.TreeMap;

/** Keeps in a model how a column of times is read. */
final class SavedStamps {
    private SavedStamps() {}

    /** As values that JSON has. */
    static Map<String, Object> toMap(Stamps stamps) {
        Stamps.Form form = stamps.form();
        return new TreeMap<>(Map.of(
                "dayFirst", form.dayFirst(),
                "epochDigits", form.epochDigits(),
                "times", form.times(),
                "seconds", form.seconds()));
    }

    static Stamps fromMap(Map<?, ?> map) {
        return new Stamps(new Stamps.Form(
                Saved.flag(map, "dayFirst"),
                (int) Saved.number(map, "epochDigits"),
                Saved.flag(map, "times"),
                Saved.flag(map, "seconds")));
    }
}
