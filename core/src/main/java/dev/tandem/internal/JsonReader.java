package dev.tandem.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) that Tandem wrote itself: maps in their order, lists, texts, doubles, booleans and null. Bounded in
 * depth; a name that comes twice is an error.
 */
public final class JsonReader {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value of a document.
     *
     * @throws IllegalArgumentException if it is no JSON, with the line
     */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skip();
        if (reader.at < text.length()) {
            throw reader.wrong("nothing after the end");
        }
        return value;
    }

    private IllegalArgumentException wrong(String expected) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new IllegalArgumentException("no JSON: expected " + expected + " in line " + Math.max(1, line));
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        skip();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char c) {
        if (!take(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("at most " + DEEPEST + " levels");
        }
        if (take('{')) {
            return map(depth);
        }
        if (take('[')) {
            return list(depth);
        }
        if (take('"')) {
            return string();
        }
        return word();
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (take('}')) {
            return map;
        }
        do {
            need('"');
            String name = string();
            need(':');
            if (map.containsKey(name)) {
                throw wrong("a name once");
            }
            map.put(name, value(depth + 1));
        } while (take(','));
        need('}');
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        if (take(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (take(','));
        need(']');
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw wrong("the end of a text");
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        int place = "\"\\/bfnrt".indexOf(c);
        if (place >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(place);
        }
        if (c == 'u' && at + 4 <= text.length()) {
            try {
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            } catch (NumberFormatException e) {
                throw wrong("four hexadecimal digits");
            }
        }
        throw wrong("a known escape");
    }

    private @Nullable Object word() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(from, at);
        if (word.equals("null")) {
            return null;
        }
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw wrong("a value");
        }
    }
}
