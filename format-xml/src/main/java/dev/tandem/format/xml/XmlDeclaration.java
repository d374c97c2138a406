package dev.tandem.format.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the charset out of the first line of an XML file. */
final class XmlDeclaration {
    private static final int LONGEST = 256;
    private static final Map<String, Charset> CHARSETS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252"));

    private XmlDeclaration() {}

    /** The charset that a file without a byte order mark declares, or the fallback; null if it may not be read. */
    static @Nullable Charset charset(byte[] content, Charset fallback) {
        String start = new String(content, 0, Math.min(content.length, LONGEST), StandardCharsets.ISO_8859_1);
        if (start.startsWith("<\0?\0")) {
            return StandardCharsets.UTF_16LE;
        }
        if (start.startsWith("\0<\0?")) {
            return StandardCharsets.UTF_16BE;
        }
        String encoding = start.startsWith("<?xml") ? encoding(start) : null;
        // A file that is UTF-16 was recognised above, so one that merely says so is not.
        return encoding == null ? fallback : CHARSETS.get(encoding.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String encoding(String start) {
        int end = start.indexOf("?>");
        int key = start.indexOf("encoding");
        if (key < 0 || end < key) {
            return null;
        }
        int from = key + "encoding".length();
        while (from < end && (start.charAt(from) == '=' || Character.isWhitespace(start.charAt(from)))) {
            from++;
        }
        int to = start.indexOf(start.charAt(from), from + 1);
        return to < 0 ? null : start.substring(from + 1, to);
    }
}
