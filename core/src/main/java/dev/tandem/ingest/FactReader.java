package dev.tandem.ingest;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.feed.Feed;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a call from its metadata, and says which of a feed's required fields are missing. */
final class FactReader {
    private final FieldNames names;
    private final ZoneId zone;
    private final List<String> required;

    FactReader(Feed feed, Map<String, String> dialerAliases) {
        names = new FieldNames(dialerAliases, feed.aliases());
        zone = feed.zone();
        required = List.copyOf(feed.required());
    }

    Facts read(Metadata metadata) {
        Map<String, String> texts = byMeaning(metadata);
        String time = texts.get(FieldNames.TIME);
        String duration = texts.get(FieldNames.DURATION);
        return new Facts(
                time == null ? null : Times.instant(time, zone),
                texts.get(FieldNames.USER),
                direction(texts.get(FieldNames.DIRECTION)),
                texts.get(FieldNames.SESSION_ID),
                texts.get(FieldNames.ANI),
                texts.get(FieldNames.DNIS),
                duration == null ? null : Times.duration(duration));
    }

    /** Blank texts tell nothing; of two fields with one meaning the first is heard. */
    private Map<String, String> byMeaning(Metadata metadata) {
        Map<String, String> texts = new HashMap<>();
        metadata.fields().forEach((name, text) -> {
            if (!text.isBlank()) {
                texts.putIfAbsent(names.meaning(name), text.trim());
            }
        });
        return texts;
    }

    private static @Nullable Direction direction(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.startsWith("in") && !plain.startsWith("int")) {
            return Direction.INBOUND;
        }
        if (plain.startsWith("out")) {
            return Direction.OUTBOUND;
        }
        return plain.startsWith("internal") ? Direction.INTERNAL : null;
    }

    /**
     * The required fields that neither the facts nor the metadata have, as the feed names them.
     *
     * @param facts of the name and the metadata together
     */
    List<String> missing(Facts facts, Metadata metadata) {
        if (required.isEmpty()) {
            return List.of();
        }
        Map<String, String> texts = byMeaning(metadata);
        List<String> missing = new ArrayList<>();
        for (String field : required) {
            String meaning = names.meaning(field);
            Object fact = fact(facts, meaning);
            boolean known = isFact(meaning) ? fact != null : texts.containsKey(meaning);
            if (!known) {
                missing.add(field);
            }
        }
        return missing;
    }

    private static boolean isFact(String meaning) {
        return switch (meaning) {
            case FieldNames.TIME,
                    FieldNames.USER,
                    FieldNames.DIRECTION,
                    FieldNames.SESSION_ID,
                    FieldNames.ANI,
                    FieldNames.DNIS,
                    FieldNames.DURATION -> true;
            default -> false;
        };
    }

    private static @Nullable Object fact(Facts facts, String meaning) {
        return switch (meaning) {
            case FieldNames.TIME -> facts.time();
            case FieldNames.USER -> facts.user();
            case FieldNames.DIRECTION -> facts.direction();
            case FieldNames.SESSION_ID -> facts.sessionId();
            case FieldNames.ANI -> facts.ani();
            case FieldNames.DNIS -> facts.dnis();
            case FieldNames.DURATION -> facts.duration();
            default -> null;
        };
    }
}
