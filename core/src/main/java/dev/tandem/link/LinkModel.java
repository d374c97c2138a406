package dev.tandem.link;

import dev.tandem.internal.Json;
import dev.tandem.internal.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was learned of two tables: enough to score other rows of the same columns. Immutable. Holds values of columns of few
 * values, such as the names of agents.
 */
public final class LinkModel {
    private static final String FORMAT = "tandem-link-model";
    private static final int VERSION = 1;

    private final PairModel model;

    LinkModel(PairModel model) {
        this.model = model;
    }

    PairModel pairs() {
        return model;
    }

    static void checkId(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a row has no id");
        }
    }

    /** As JSON, with the columns it is for. */
    public String toJson() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("version", VERSION);
        document.put("kind", model.kind());
        document.put("model", model.toMap());
        return Json.write(document);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else, saying what
     */
    public static LinkModel fromJson(String json) {
        Object document = JsonReader.read(json);
        if (!(document instanceof Map<?, ?> map) || !FORMAT.equals(map.get("format"))) {
            throw new IllegalArgumentException("this is no model: expected \"format\": \"" + FORMAT + "\"");
        }
        if (!(map.get("version") instanceof Number version) || version.intValue() != VERSION) {
            throw new IllegalArgumentException(
                    "a model of version " + map.get("version") + "; this program reads version " + VERSION);
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> of = (Map<String, ?>) Saved.map(map, "model");
            return new LinkModel(
                    EventModel.KIND.equals(map.get("kind")) ? EventModel.fromMap(of) : EntityPairs.fromMap(of));
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("this model lacks something or has something else in its place", e);
        }
    }

    /**
     * An empty index of right rows, which come one by one and are judged by what was learned. Rows are read as the tables
     * that were learned from are written. Of calls, an answer takes some tenths of a millisecond; of other things, some
     * milliseconds.
     */
    public LinkIndex index() {
        return model.index();
    }
}
