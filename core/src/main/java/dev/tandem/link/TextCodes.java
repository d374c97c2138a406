package dev.tandem.link;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers texts from 1 and counts how often each is in use; the number of one that is not used any more is given anew. */
final class TextCodes {
    private final Map<String, Integer> codes = new HashMap<>();
    private @Nullable String[] texts = new String[16];
    private @Nullable String[] folded = new String[16];
    private int[] counts = new int[16];

    /** Numbers that are free, the last of them first. */
    private int[] free = new int[16];

    private int freed;
    private int used;
    private int present;

    /** The number of a text, which is used once more. */
    int use(String text) {
        present++;
        Integer known = codes.get(text);
        int code = known == null ? number(text) : known;
        counts[code]++;
        return code;
    }

    private int number(String text) {
        int code = freed > 0 ? free[--freed] : ++used;
        if (code == texts.length) {
            texts = Arrays.copyOf(texts, 2 * code);
            folded = Arrays.copyOf(folded, 2 * code);
            counts = Arrays.copyOf(counts, 2 * code);
            free = Arrays.copyOf(free, 2 * code);
        }
        texts[code] = text;
        folded[code] = ValueLevels.folded(text);
        codes.put(text, code);
        return code;
    }

    /** Takes back one use of a text. */
    void release(int code) {
        present--;
        if (--counts[code] == 0) {
            codes.remove(text(code));
            texts[code] = null;
            folded[code] = null;
            free[freed++] = code;
        }
    }

    /** The text of a number that is in use. */
    String text(int code) {
        String text = texts[code];
        if (text == null) {
            throw new IllegalStateException("no text has the number " + code);
        }
        return text;
    }

    /** The text of a number that is in use, in the form in which values are compared. */
    String folded(int code) {
        String text = folded[code];
        if (text == null) {
            throw new IllegalStateException("no text has the number " + code);
        }
        return text;
    }

    /** The number of a text; 0 if it is not in use. */
    int find(String text) {
        return codes.getOrDefault(text, 0);
    }

    /** Which share of all uses a text has. */
    double share(int code) {
        return counts[code] / (double) present;
    }
}
