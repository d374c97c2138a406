package dev.tandem.cli.csv;

import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the first byte of a file that is not UTF-8. */
final class NotUtf8 {
    private static final int AT_ONCE = 1 << 16;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(AT_ONCE);
    private long line = 1;

    private NotUtf8() {}

    /** What is wrong with a file that could not be read as UTF-8. */
    static ConfigurationException fault(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(2);
            if (begin.length == 2 && (begin[0] & begin[1]) < 0 && (begin[0] ^ begin[1]) == 1) {
                return new ConfigurationException(file.toString(), "is in UTF-16; save it as UTF-8");
            }
        } catch (IOException e) {
            return new ConfigurationException(file.toString(), "is not UTF-8; save it as UTF-8");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new NotUtf8().search(in, file);
        } catch (IOException e) {
            return new ConfigurationException(file.toString(), "is not UTF-8; save it as UTF-8");
        }
    }

    private ConfigurationException search(InputStream in, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(AT_ONCE);
        while (true) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            boolean end = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decode(bytes, end);
            if (result.isError() || end) {
                String what = bytes.hasRemaining()
                        ? String.format(Locale.ROOT, "the byte 0x%02X in this line", bytes.get(bytes.position()))
                        : "a byte";
                return new ConfigurationException(
                        file + ":" + line, what + " is not UTF-8; save the file as UTF-8 (it may be in Windows-1252)");
            }
            bytes.compact();
        }
    }

    private CoderResult decode(ByteBuffer bytes, boolean end) {
        decoded.clear();
        CoderResult result = decoder.decode(bytes, decoded, end);
        decoded.flip();
        line += decoded.chars().filter(c -> c == '\n').count();
        return result;
    }
}
