package dev.tandem.ingest;

import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name tells.
 *
 * @param key what pairs it
 * @param extension in lower case, without its dot
 * @param reason why the name is refused; null if it is not
 * @param detail that reason as a sentence
 * @param touchable whether a file of this name may be moved: never one that could mislead a store
 */
record FileName(
        FileKind kind,
        String key,
        String extension,
        Facts facts,
        @Nullable Reason reason,
        String detail,
        boolean touchable) {

    MediaType mediaType() {
        return MediaType.ofExtension(extension).orElseThrow();
    }

    /** Whether this is a name that uploads have until they are whole; such a file is left alone. */
    static boolean isTemporary(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".")
                || lower.startsWith("~")
                || lower.endsWith("~")
                || lower.endsWith(".filepart")
                || lower.endsWith(".part")
                || lower.endsWith(".partial")
                || lower.endsWith(".tmp")
                || lower.endsWith(".temp")
                || lower.endsWith(".uploading")
                || lower.endsWith(".crdownload")
                || lower.endsWith(".swp");
    }

    /** What is wrong with a name that no store should hold; null if nothing is. */
    static @Nullable String unsafe(String name) {
        if (name.codePointCount(0, name.length()) > 255) {
            return "the name is longer than 255 characters; shorten it";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) {
                return "the name has a control character, a slash or a backslash in it; use letters, digits, - _ . and @";
            }
            if (c == '\uFFFD') {
                return "the name is not valid UTF-8; upload the file under a UTF-8 name";
            }
            if ((c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069')) {
                return "the name has an invisible character that changes the direction of text; remove it";
            }
        }
        return null;
    }
}
