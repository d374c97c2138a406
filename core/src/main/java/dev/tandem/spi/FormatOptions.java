package dev.tandem.spi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The limits under which metadata is read. Whatever exceeds one is refused, never cut.
 *
 * @param maxBytes of a file
 * @param maxFields in a file
 * @param maxNameChars of a field's name, in UTF-16 units
 * @param maxValueChars of a field's text, in UTF-16 units
 * @param charset of text that declares none, with a byte order mark or in the document
 */
public record FormatOptions(int maxBytes, int maxFields, int maxNameChars, int maxValueChars, Charset charset) {
    /** 1 MiB, 10,000 fields, names of 256 and texts of 64 Ki characters, UTF-8. */
    public static final FormatOptions DEFAULT =
            new FormatOptions(1 << 20, 10_000, 256, 64 << 10, StandardCharsets.UTF_8);

    public FormatOptions {
        requirePositive("max-bytes", maxBytes);
        requirePositive("max-fields", maxFields);
        requirePositive("max-name-chars", maxNameChars);
        requirePositive("max-value-chars", maxValueChars);
    }

    private static void requirePositive(String key, int value) {
        if (value <= 0) {
            throw new ConfigurationException(key, "is " + value + "; expected a positive number");
        }
    }

    public FormatOptions withMaxBytes(int bytes) {
        return new FormatOptions(bytes, maxFields, maxNameChars, maxValueChars, charset);
    }

    public FormatOptions withMaxFields(int fields) {
        return new FormatOptions(maxBytes, fields, maxNameChars, maxValueChars, charset);
    }

    public FormatOptions withMaxNameChars(int chars) {
        return new FormatOptions(maxBytes, maxFields, chars, maxValueChars, charset);
    }

    public FormatOptions withMaxValueChars(int chars) {
        return new FormatOptions(maxBytes, maxFields, maxNameChars, chars, charset);
    }

    public FormatOptions withCharset(Charset other) {
        return new FormatOptions(maxBytes, maxFields, maxNameChars, maxValueChars, other);
    }
}
