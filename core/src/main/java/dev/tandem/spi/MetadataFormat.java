package dev.tandem.spi;

import java.util.Set;

/**
 * Reads one kind of metadata file. Stateless; used by many threads at once.
 *
 * <p>The content is a stranger's: any bytes give a {@link Parsed} in bounded time and memory, never an exception. Text
 * is kept exactly as written. Anything but one flat set of uniquely named fields is {@link Parsed.Bad}.
 */
public interface MetadataFormat extends Plugin {
    /** The file name extensions that it reads, without the dot, in lower case; no other format has them. */
    Set<String> extensions();

    /** The limits that hold unless a feed sets others. */
    default FormatOptions defaults() {
        return FormatOptions.DEFAULT;
    }

    /** Reads a whole file. A content larger than {@code options.maxBytes()} is refused before anything looks at it. */
    Parsed parse(byte[] content, FormatOptions options);
}
