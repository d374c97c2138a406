package dev.tandem.sftp.drop;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names the drop takes. The rules are the engine's, so that what is taken here is not refused there. */
final class DropName {
    /** The longest name that file systems take, in UTF-8. */
    private static final int MOST_BYTES = 255;

    /** The upload folder, and the folders that the engine has in the inbox; in any case, since some file systems know none. */
    private static final Set<String> RESERVED = Set.of(DropPath.UPLOAD, "processed", "refused");

    private static final String[] TEMPORARY_ENDS = {
        "~", ".filepart", ".part", ".partial", ".tmp", ".temp", ".uploading", ".crdownload", ".swp"
    };

    private DropName() {}

    /** Whether this is a name that uploads have until they are whole. */
    static boolean isTemporary(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(".") || lower.startsWith("~")) {
            return true;
        }
        for (String end : TEMPORARY_ENDS) {
            if (lower.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    static void check(String name) throws Refusal {
        String wrong = wrong(name);
        if (wrong != null) {
            throw Refusal.denied(wrong);
        }
    }

    /** What is wrong with a name that no upload may have; null if nothing is. */
    static @Nullable String wrong(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "the name has no bytes, or more than " + MOST_BYTES + " of them; give the file another";
        }
        if (name.equals(".") || name.equals("..") || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return "the name is that of a folder; give the file another";
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".reason.json")) {
            return "names that end in .reason.json are the server's own; give the file another";
        }
        for (int i = 0; i < name.length(); i++) {
            String wrong = wrong(name, i);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private static @Nullable String wrong(String name, int at) {
        char c = name.charAt(at);
        if (c == '/' || c == '\\' || Character.isISOControl(c)) {
            return "the name has a control character, a slash or a backslash in it; use letters, digits, - _ . and @";
        }
        if (c == '\uFFFD' || isLoneSurrogate(name, at)) {
            return "the name is not valid UTF-8; upload the file under a UTF-8 name";
        }
        if ((c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069')) {
            return "the name has an invisible character that changes the direction of text; remove it";
        }
        return null;
    }

    private static boolean isLoneSurrogate(String name, int at) {
        char c = name.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == name.length() || !Character.isLowSurrogate(name.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(name.charAt(at - 1)));
    }
}
