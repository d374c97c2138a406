package dev.tandem.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call in words that every source shares, read from the recording's name and from the metadata. Any
 * of them may be missing.
 *
 * @param time the call's start or its end, by the feed's convention
 * @param user whoever spoke for the organisation: an extension, a login, an e-mail address
 * @param sessionId the dialer's own id of the call
 * @param ani the number that called
 * @param dnis the number that was called
 */
public record Facts(
        @Nullable Instant time,
        @Nullable String user,
        @Nullable Direction direction,
        @Nullable String sessionId,
        @Nullable String ani,
        @Nullable String dnis,
        @Nullable Duration duration) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(null, null, null, null, null, null, null);

    /** These facts, with what they lack taken from others. */
    public Facts orElse(Facts others) {
        return new Facts(
                time != null ? time : others.time,
                user != null ? user : others.user,
                direction != null ? direction : others.direction,
                sessionId != null ? sessionId : others.sessionId,
                ani != null ? ani : others.ani,
                dnis != null ? dnis : others.dnis,
                duration != null ? duration : others.duration);
    }

    /** Shows nothing: these are personal data. */
    @Override
    public String toString() {
        return "Facts";
    }
}
