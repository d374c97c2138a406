package dev.tandem.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What every format of text does before its own reading begins: the size limit, the charset and the last resort. */
public final class Text {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * Reads a file's text with the reader given. A byte order mark of UTF-8 or UTF-16 decides the charset, else
     * {@code options.charset()} does; the reader sees no mark. Content that is too large, blank, or no text in that
     * charset never reaches the reader. If the reader throws, the content is {@link Problem.Code#MALFORMED}.
     */
    public static Parsed parse(byte[] content, FormatOptions options, Function<String, Parsed> reader) {
        if (content.length > options.maxBytes()) {
            return Parsed.bad(
                    Problem.Code.TOO_LARGE,
                    "the file has " + content.length + " bytes, and at most " + options.maxBytes()
                            + " are allowed; write less, or have the limit of the feed raised");
        }
        Charset charset = charset(content, options.charset());
        String decoded = new String(content, charset);
        int mark = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        String text = decoded.substring(mark);
        // The decoder replaces what it cannot read; a replacement character may also have been written, so look closer.
        int failure = text.indexOf(REPLACEMENT) < 0 ? -1 : firstUndecodable(content, charset) - mark;
        if (failure >= 0) {
            return new Parsed.Bad(undecodable(text, failure, charset));
        }
        if (text.isBlank()) {
            return Parsed.bad(Problem.Code.EMPTY, "the file is empty; write the fields of the call into it");
        }
        return read(text, reader);
    }

    /**
     * Reads a file as the other method does, with a shorter way for a parser that takes UTF-8 itself. Where the content
     * is well-formed UTF-8 without NUL, {@code bytes} reads it first, and fields that it finds are the answer; whatever
     * it refuses is read once more by {@code reader}, which says what is wrong and where.
     */
    public static Parsed parse(
            byte[] content, FormatOptions options, Function<byte[], Parsed> bytes, Function<String, Parsed> reader) {
        if (content.length <= options.maxBytes()
                && options.charset().equals(StandardCharsets.UTF_8)
                && Utf8.isText(content)
                && read(content, bytes) instanceof Parsed.Good good) {
            return good;
        }
        return parse(content, options, reader);
    }

    private static <T> Parsed read(T content, Function<T, Parsed> reader) {
        try {
            return reader.apply(content);
        } catch (RuntimeException | StackOverflowError e) {
            // Its message may quote the input, so nothing of it is passed on.
            return Parsed.bad(Problem.Code.MALFORMED, "the file cannot be read; check the way it is written");
        }
    }

    /** The line that the character at the offset is in, from 1. LF, CR and CR LF each end a line. */
    public static int line(String text, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (endsLine(text, i)) {
                line++;
            }
        }
        return line;
    }

    /** The column of the character at the offset, from 1, in UTF-16 units. */
    public static int column(String text, int offset) {
        int start = offset;
        while (start > 0 && !endsLine(text, start - 1)) {
            start--;
        }
        return offset - start + 1;
    }

    private static boolean endsLine(String text, int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
    }

    private static Charset charset(byte[] content, Charset fallback) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(content, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(content, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : fallback;
    }

    private static boolean startsWith(byte[] content, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i == content.length || Byte.toUnsignedInt(content[i]) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** How many characters come before the first bytes that are no text; -1 if all are text. */
    private static int firstUndecodable(byte[] content, Charset charset) {
        CharsetDecoder strict = charset.newDecoder();
        CharBuffer before = CharBuffer.allocate((int) Math.ceil(content.length * (double) strict.maxCharsPerByte()));
        return strict.decode(ByteBuffer.wrap(content), before, true).isError() ? before.position() : -1;
    }

    private static Problem undecodable(String text, int offset, Charset charset) {
        return new Problem(
                Problem.Code.NOT_TEXT,
                line(text, offset),
                column(text, offset),
                "",
                "these bytes are no text in " + charset.name()
                        + "; save the file as UTF-8, or have the feed's charset set to the one it is written in");
    }
}
