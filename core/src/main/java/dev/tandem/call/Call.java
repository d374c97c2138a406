package dev.tandem.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording with its metadata: what is delivered.
 *
 * @param feed the name of the feed that it came by
 * @param revision 1 at first, raised by each update of the metadata; a number may be left out, never used twice
 * @param time the call's time by the feed's convention; where neither the name nor the metadata tells it, the moment
 *     when its recording was first seen. Fixed with the first revision.
 * @param start when the call began, as far as the feed's convention and the duration tell; null if they do not
 * @param end when the call ended, likewise
 * @param facts what the recording's name and this revision's metadata tell, the name's word first
 */
public record Call(
        CallId id,
        String feed,
        int revision,
        Instant time,
        @Nullable Instant start,
        @Nullable Instant end,
        Recording recording,
        Metadata metadata,
        Facts facts) {

    @Override
    public String toString() {
        return "Call[" + id + ", revision " + revision + "]";
    }
}
