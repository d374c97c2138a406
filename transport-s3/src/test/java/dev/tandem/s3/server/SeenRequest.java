package dev.tandem.s3.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A request as it came to a {@link FaultProxy}. */
public final class SeenRequest {
    private final Head head;
    private final String method;
    private final String bucket;
    private final String key;
    private final String query;

    SeenRequest(Head head) {
        this.head = head;
        String[] line = head.line().split(" ", 3);
        method = line[0];
        String target = line.length > 1 ? line[1] : "/";
        int mark = target.indexOf('?');
        query = mark < 0 ? "" : target.substring(mark + 1);
        String path = (mark < 0 ? target : target.substring(0, mark)).substring(1);
        int slash = path.indexOf('/');
        bucket = slash < 0 ? path : path.substring(0, slash);
        key = slash < 0 ? "" : decoded(path.substring(slash + 1));
    }

    public Operation operation() {
        return Operation.of(this);
    }

    public String method() {
        return method;
    }

    /** Empty where none is named. */
    public String bucket() {
        return bucket;
    }

    /** Decoded; empty where none is named. */
    public String key() {
        return key;
    }

    /** What follows the question mark, as it was sent; empty where there is none. */
    public String query() {
        return query;
    }

    /** Whether the query has a parameter, with or without a value. */
    public boolean hasQuery(String name) {
        return Arrays.stream(query.split("&")).anyMatch(p -> p.equals(name) || p.startsWith(name + "="));
    }

    /** The first header of a name, in any case; null where there is none. */
    public @Nullable String header(String name) {
        return head.header(name);
    }

    @Override
    public String toString() {
        return method + " /" + bucket + "/" + key + (query.isEmpty() ? "" : "?" + query);
    }

    private static String decoded(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length) {
                out.write(Integer.parseInt(path, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
