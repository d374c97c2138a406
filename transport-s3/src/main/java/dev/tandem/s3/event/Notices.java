package dev.tandem.s3.event;

import dev.tandem.s3.event.Notice.Item;
import dev.tandem.s3.event.Notice.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads messages: S3's own (several objects a message), EventBridge's (one), and each of them within an SNS notification.
 * Bounded in size and depth; what is not understood is {@link Notice#UNKNOWN}, and nothing throws.
 */
final class Notices {
    /** In characters. */
    static final int LARGEST = 256 << 10;

    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxStringLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private Notices() {}

    static Notice read(String body) {
        return read(body, true);
    }

    /** @param enveloped whether it may be an envelope with another message in it */
    private static Notice read(String body, boolean enveloped) {
        if (!(tree(body) instanceof Map<?, ?> message)) {
            return Notice.UNKNOWN;
        }
        if (enveloped && "Notification".equals(message.get("Type")) && message.get("Message") instanceof String inner) {
            return read(inner, false);
        }
        if (message.get("Records") instanceof List<?> records) {
            return objects(records.stream()
                    .flatMap(each -> item(at(each, "s3"), true).stream())
                    .toList());
        }
        if (message.get("detail") instanceof Map<?, ?> detail) {
            return objects(item(detail, false).stream().toList());
        }
        return "s3:TestEvent".equals(message.get("Event")) ? Notice.TEST : Notice.UNKNOWN;
    }

    private static Notice objects(List<Item> objects) {
        return objects.isEmpty() ? Notice.UNKNOWN : new Notice(Kind.OBJECTS, objects);
    }

    private static Optional<Item> item(@Nullable Object event, boolean encoded) {
        return at(at(event, "bucket"), "name") instanceof String bucket
                        && at(at(event, "object"), "key") instanceof String key
                ? Optional.of(new Item(bucket, key, encoded))
                : Optional.empty();
    }

    private static @Nullable Object at(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** Maps, lists and texts; null for anything else, and for what is no JSON. */
    private static @Nullable Object tree(String body) {
        if (body.length() > LARGEST) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            Object value = value(parser, parser.nextToken());
            return parser.nextToken() == null ? value : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> map = new HashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                map.put(name, value(parser, parser.nextToken()));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                list.add(value(parser, next));
            }
            return list;
        }
        return token == JsonToken.VALUE_STRING ? parser.getString() : null;
    }
}
