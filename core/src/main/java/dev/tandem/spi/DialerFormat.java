package dev.tandem.spi;

import java.time.ZoneId;
import java.util.Map;

/** Knows how one dialer names files and fields. Stateless; used by many threads at once. */
public interface DialerFormat extends Plugin {
    /**
     * Reads a file name without its extension, in time linear in its length. Recordings and metadata files are named
     * alike: both are read by this.
     *
     * @param zone in which a time in the name is meant unless the dialer writes a zone of its own
     */
    NameReading read(String baseName, ZoneId zone);

    /**
     * The dialer's own field names to the canonical ones: {@code time}, {@code user}, {@code direction}, {@code
     * session_id}, {@code ani}, {@code dnis}, {@code duration} (seconds, or {@code h:mm:ss}). Compared without regard to
     * case, spaces and punctuation.
     */
    Map<String, String> aliases();
}
