package dev.tandem.ingest;

import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.Reason;
import java.nio.charset.StandardCharsets;
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

    /** The name of a file in this folder, which ends in a slash: files of one folder pair. */
    FileName in(String folder) {
        return new FileName(kind, folder + key, extension, facts, reason, detail, touchable);
    }

    /** The longest name that stores take, in UTF-8. */
    static final int MOST_BYTES = 255;

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

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
        if (name.isEmpty() || bytes(name) > MOST_BYTES) {
            return "the name has no bytes, or more than " + MOST_BYTES + " of them; give the file another";
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
