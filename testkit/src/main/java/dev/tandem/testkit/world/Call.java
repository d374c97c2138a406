package dev.tandem.testkit.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened. Times are seconds since 1970 UTC.
 *
 * @param joined the second agent of a conference
 * @param shownNumber the company's number: the caller id of an outbound call, the number called of an inbound one
 * @param parts what was recorded, one file each
 */
record Call(
        int number,
        Agent agent,
        @Nullable Agent joined,
        Contact contact,
        boolean inbound,
        PhoneNumber shownNumber,
        String session,
        boolean transferred,
        List<Part> parts) {

    record Part(long start, int seconds) {
        long end() {
            return start + seconds;
        }
    }

    Call joinedBy(Agent other) {
        return new Call(number, agent, other, contact, inbound, shownNumber, session, transferred, parts);
    }

    long start() {
        return parts.get(0).start();
    }

    long end() {
        return parts.get(parts.size() - 1).end();
    }

    /** From the first second to the last, pauses included. */
    int seconds() {
        return (int) (end() - start());
    }
}
