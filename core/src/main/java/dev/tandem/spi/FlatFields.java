package dev.tandem.spi;

import dev.tandem.call.Metadata;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the fields of one file, in order, under the rules that hold for every format: the limits, no blank name, no
 * name twice without regard to case ({@link String#CASE_INSENSITIVE_ORDER}), and no control characters but tab, CR and
 * LF. Used by one thread.
 */
public final class FlatFields {
    private static final String RAISE = "; write less, or have the limit of the feed raised";

    /** Up to this number of names it is quickest to compare each with each. */
    private static final int FEW = 16;

    private final FormatOptions options;
    private final boolean plain;
    private String[] names = new String[FEW];
    private String[] values = new String[FEW];
    private int count;
    private final int[] prints = new int[FEW];
    private final Set<String> many = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    public FlatFields(FormatOptions options) {
        this(options, false);
    }

    private FlatFields(FormatOptions options, boolean plain) {
        this.options = options;
        this.plain = plain;
    }

    /**
     * For a parser that has let through no control character but tab, CR and LF and no half of a surrogate pair: they
     * are not looked for again.
     */
    public static FlatFields ofPlainText(FormatOptions options) {
        return new FlatFields(options, true);
    }

    /** Adds a field, or says what is wrong with it, without a line and a column. */
    public @Nullable Problem add(String name, String value) {
        if (count == options.maxFields()) {
            return problem(
                    Problem.Code.TOO_LARGE, name, "at most " + options.maxFields() + " fields are allowed" + RAISE);
        }
        Problem problem = wrongName(name);
        if (problem == null) {
            problem = wrongValue(name, value);
        }
        if (problem == null) {
            append(name, value);
        }
        return problem;
    }

    private void append(String name, String value) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        names[count] = name;
        values[count++] = value;
    }

    /** The fields as metadata; a file without any is refused. */
    public Parsed parsed() {
        if (count == 0) {
            return Parsed.bad(Problem.Code.NO_FIELDS, "the file holds no fields; write the fields of the call into it");
        }
        return new Parsed.Good(Metadata.of(new View(names, values, count)));
    }

    private @Nullable Problem wrongName(String name) {
        if (name.length() > options.maxNameChars()) {
            return problem(
                    Problem.Code.TOO_LARGE,
                    name,
                    "the name has " + name.length() + " characters, and at most " + options.maxNameChars()
                            + " are allowed" + RAISE);
        }
        if (name.isBlank()) {
            return problem(Problem.Code.MALFORMED, name, "a field has no name; give it one");
        }
        if (!plain && !isText(name)) {
            return problem(
                    Problem.Code.NOT_TEXT,
                    name,
                    "the name holds a control character or half a character; write it as plain text");
        }
        if (!isNew(name)) {
            return problem(
                    Problem.Code.DUPLICATE_FIELD,
                    name,
                    "the field is there twice, upper and lower case being the same; give each field a name of its own");
        }
        return null;
    }

    private boolean isNew(String name) {
        if (count < FEW) {
            int print = print(name);
            for (int i = 0; i < count; i++) {
                if (prints[i] == print && names[i].equalsIgnoreCase(name)) {
                    return false;
                }
            }
            prints[count] = print;
            return true;
        }
        if (many.isEmpty()) {
            many.addAll(Arrays.asList(names).subList(0, count));
        }
        return many.add(name);
    }

    /** The same for two names that differ in case only, and seldom the same for others. */
    private static int print(String name) {
        return name.length() << 16 ^ lower(name.charAt(0)) << 8 ^ lower(name.charAt(name.length() - 1));
    }

    private static char lower(char c) {
        return Character.isSurrogate(c) ? 0 : Character.toLowerCase(Character.toUpperCase(c));
    }

    private @Nullable Problem wrongValue(String name, String value) {
        if (value.length() > options.maxValueChars()) {
            return problem(
                    Problem.Code.TOO_LARGE,
                    name,
                    "the text has " + value.length() + " characters, and at most " + options.maxValueChars()
                            + " are allowed" + RAISE);
        }
        if (!plain && !isText(value)) {
            return problem(
                    Problem.Code.NOT_TEXT,
                    name,
                    "the text holds a control character or half a character; write it as plain text");
        }
        return null;
    }

    private static Problem problem(Problem.Code code, String field, String text) {
        return new Problem(code, 0, 0, field, text);
    }

    private static boolean isText(String text) {
        // Without a branch a character: nearly every text is plain, and this runs over all of them.
        int special = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            special |= (c - ' ') | (Character.MIN_SURROGATE - 1 - c);
        }
        return special >= 0 || isTextWithSpecials(text);
    }

    private static boolean isTextWithSpecials(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                if (c != '\n' && c != '\r' && c != '\t') {
                    return false;
                }
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The fields as a map to be copied once; building one only for that would cost as much again. */
    private static final class View extends AbstractMap<String, String> {
        private final String[] names;
        private final String[] values;
        private final int count;

        View(String[] names, String[] values, int count) {
            this.names = names;
            this.values = values;
            this.count = count;
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super String> action) {
            for (int i = 0; i < count; i++) {
                action.accept(names[i], values[i]);
            }
        }

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            Map<String, String> fields = new LinkedHashMap<>();
            forEach(fields::put);
            return fields.entrySet();
        }
    }
}
