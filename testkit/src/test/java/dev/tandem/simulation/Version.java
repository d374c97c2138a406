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
    /** The earliest and the latest that the clock showed from the upload until a sweep was sure to have seen it. */
    Instant seenFrom;

    Instant seenBy;

    boolean seen;

    Version(int serial, String path, byte[] content, Instant uploaded) {
        this.serial = serial;
        this.path = path;
        this.content = content;
        this.sha256 = Warehouse.sha256(content);
        this.seenFrom = uploaded;
        this.seenBy = uploaded;
    }

    /** The clock shows this. */
    void see(Instant now) {
        if (!seen) {
            seenFrom = now.isBefore(seenFrom) ? now : seenFrom;
            seenBy = now.isAfter(seenBy) ? now : seenBy;
        }
    }

    /** The end of a call's update window; never, if its name tells no time. */
    static Instant endOfUpdates(String base) {
        return base.startsWith("2026")
                ? Instant.parse("2026-03-03T" + base.substring(9, 11) + ":" + base.substring(11, 13) + ":00Z")
                : Instant.MAX;
    }

    boolean isRecording() {
        return isRecording(path);
    }

    static boolean isRecording(String path) {
        return path.endsWith(".wav") || path.endsWith(".mp3");
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
