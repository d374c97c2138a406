package dev.tandem.ingest;

import java.util.HashMap;
import java.util.Map;

/** Which of a customer's field names mean which canonical ones, without regard to case, spaces and punctuation. */
final class FieldNames {
    static final String TIME = "time";
    static final String USER = "user";
    static final String DIRECTION = "direction";
    static final String SESSION_ID = "session_id";
    static final String ANI = "ani";
    static final String DNIS = "dnis";
    static final String DURATION = "duration";

    private static final String[] CANONICAL = {TIME, USER, DIRECTION, SESSION_ID, ANI, DNIS, DURATION};

    private final Map<String, String> canonical = new HashMap<>();

    /** @param feed a feed's own aliases, which go before the dialer's */
    FieldNames(Map<String, String> dialer, Map<String, String> feed) {
        for (String name : CANONICAL) {
            canonical.put(plain(name), name);
        }
        dialer.forEach((name, meaning) -> canonical.put(plain(name), meaning));
        feed.forEach((name, meaning) -> canonical.put(plain(name), meaning));
    }

    /** What a field means: a canonical name, or its own in plain form. */
    String meaning(String name) {
        String plain = plain(name);
        return canonical.getOrDefault(plain, plain);
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }
}
