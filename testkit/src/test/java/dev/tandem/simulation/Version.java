package dev.tandem.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** One version of a file that the customer uploaded whole. */
final class Version {
    final int serial;
    final String path;
    final byte[] content;
    final String sha256;
    /** The latest that the clock showed from the upload until a sweep was sure to have seen it. */
    Instant seenBy;

    boolean seen;
    /** Whether the sink had taken this content for this call when its upload ended. */
    final boolean knownBefore;

    Version(int serial, String path, byte[] content, Instant uploaded, boolean knownBefore) {
        this.serial = serial;
        this.path = path;
        this.content = content;
        this.sha256 = Warehouse.sha256(content);
        this.seenBy = uploaded;
        this.knownBefore = knownBefore;
    }

    boolean isRecording() {
        return path.endsWith(".wav");
    }

    String base() {
        return base(path);
    }

    static String base(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    /** A content as a text, to be compared and shown. */
    static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    boolean has(byte[] other) {
        return Arrays.equals(content, other);
    }

    @Override
    public String toString() {
        return path + " #" + serial;
    }
}
