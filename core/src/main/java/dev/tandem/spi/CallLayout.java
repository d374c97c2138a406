package dev.tandem.spi;

import dev.tandem.call.Call;
import dev.tandem.call.Facts;
import dev.tandem.internal.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the sinks that write files lay calls out: {@code <feed>/<yyyy>/<MM>/<dd>/<call id>/} with {@code recording.<ext>} and
 * {@code call.json}. The date is that of the call's time in UTC. No name from a customer is part of a path.
 */
public final class CallLayout {
    /** The name of the file that describes a call. */
    public static final String DESCRIPTION = "call.json";

    private CallLayout() {}

    /** The folder of all calls of a call's feed and day, without a slash at its end. */
    public static String day(Call call) {
        LocalDate date = call.time().atZone(ZoneOffset.UTC).toLocalDate();
        return String.format(
                Locale.ROOT,
                "%s/%04d/%02d/%02d",
                call.feed(),
                date.getYear(),
                date.getMonthValue(),
                date.getDayOfMonth());
    }

    /** The folder of a call, without a slash at its end. */
    public static String folder(Call call) {
        return day(call) + "/" + call.id().value();
    }

    /** The name of a call's recording. */
    public static String recording(Call call) {
        return "recording." + call.recording().type().extension();
    }

    /** A revision of a call as the text of its description, in JSON. */
    public static String describe(Delivery delivery) {
        Call call = delivery.call();
        Map<String, Object> recording = new LinkedHashMap<>();
        recording.put("name", call.recording().name());
        recording.put("file", recording(call));
        recording.put("size", call.recording().size());
        recording.put("sha256", call.recording().sha256());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", call.id().value());
        all.put("feed", call.feed());
        all.put("revision", call.revision());
        all.put("idempotencyKey", delivery.idempotencyKey());
        all.put("time", call.time());
        all.put("start", call.start());
        all.put("end", call.end());
        all.put("recording", recording);
        all.put("facts", facts(call.facts()));
        all.put("metadata", call.metadata().fields());
        return Json.write(all);
    }

    private static Map<String, Object> facts(Facts facts) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("time", facts.time());
        known.put("user", facts.user());
        known.put(
                "direction",
                facts.direction() == null ? null : facts.direction().name().toLowerCase(Locale.ROOT));
        known.put("sessionId", facts.sessionId());
        known.put("ani", facts.ani());
        known.put("dnis", facts.dnis());
        known.put(
                "durationSeconds",
                facts.duration() == null ? null : facts.duration().toSeconds());
        known.values().removeIf(value -> value == null);
        return known;
    }
}
