package dev.tandem.s3.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first line and the headers of an HTTP/1.1 message, in their order. */
record Head(String line, List<String> fields) {
    private static final int LIMIT = 64 << 10;

    /** Reads one; null where the connection ends before it begins. */
    static @Nullable Head read(InputStream in) throws IOException {
        int[] budget = {LIMIT};
        String line = line(in, budget);
        if (line == null) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        String field = line(in, budget);
        while (field != null && !field.isEmpty()) {
            fields.add(field);
            field = line(in, budget);
        }
        if (field == null) {
            throw new IOException("the connection ended within a head");
        }
        return new Head(line, fields);
    }

    private static @Nullable String line(InputStream in, int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (--budget[0] < 0) {
                throw new IOException("a head of more than " + LIMIT + " bytes");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return null;
    }

    /** The status of an answer. */
    int status() {
        return Integer.parseInt(line.substring(9, 12));
    }

    @Nullable
    String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        for (String field : fields) {
            if (field.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                return field.substring(prefix.length()).strip();
            }
        }
        return null;
    }

    boolean says(String name, String value) {
        return value.equalsIgnoreCase(header(name));
    }

    /** The same without a header. */
    Head without(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return new Head(
                line,
                fields.stream()
                        .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .toList());
    }

    /** The same with one more header. */
    Head with(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(name + ": " + value);
        return new Head(line, more);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        fields.forEach(field -> out.writeBytes((field + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
