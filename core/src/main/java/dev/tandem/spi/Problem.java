package dev.tandem.spi;

/**
 * What is wrong with a metadata file, for the customer who wrote it.
 *
 * @param line from 1; 0 where it is not known
 * @param column from 1; 0 where it is not known
 * @param field the field's path, such as {@code agent.name}; empty where the problem lies in no field
 * @param text one sentence: what was found and what to do. Never a field's text, and nothing of the parser's own words,
 *     which quote the input
 */
public record Problem(Code code, int line, int column, String field, String text) {
    /** Kinds of problem, for programs. */
    public enum Code {
        EMPTY,
        TOO_LARGE,
        NOT_TEXT,
        MALFORMED,
        NESTED,
        SEVERAL_RECORDS,
        DUPLICATE_FIELD,
        FORBIDDEN,
        NO_FIELDS
    }

    private static final int LONGEST_FIELD = 80;

    public Problem {
        field = printable(field);
    }

    /** A problem of the whole file. */
    public static Problem of(Code code, String text) {
        return new Problem(code, 0, 0, "", text);
    }

    /** The place and the sentence: {@code line 3, column 7, field agent: ...}. */
    public String describe() {
        StringBuilder where = new StringBuilder();
        if (line > 0) {
            where.append("line ").append(line);
            if (column > 0) {
                where.append(", column ").append(column);
            }
        }
        if (!field.isEmpty()) {
            where.append(where.isEmpty() ? "" : ", ").append("field ").append(field);
        }
        return where.isEmpty() ? text : where + ": " + text;
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return clean.length() <= LONGEST_FIELD ? clean : clean.substring(0, LONGEST_FIELD) + "...";
    }
}
