package dev.tandem.link;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Right rows as they arrive, and the answer to "which of them is this?". Columns that the model does not know are ignored; a
 * value that is absent, blank or unreadable is missing. Work on a row is bounded, however many rows share its values.
 *
 * <p>May be used by many threads; one of them is served at a time. The same calls in the same order give the same answers.
 */
public interface LinkIndex {
    /**
     * Adds a right row, or replaces the one of the same id.
     *
     * @param values by column; what is absent is missing
     * @throws IllegalArgumentException if the id is blank
     */
    void add(String rightId, Map<String, String> values);

    /** Forgets a right row; one that is not known is no error. */
    void remove(String rightId);

    /**
     * Forgets the right rows whose time is before another. Those without a time stay, and so do all rows where the model
     * knows no times.
     *
     * @param time by the right rows' clock
     * @return how many were forgotten
     */
    int removeBefore(Instant time);

    /**
     * The right rows that a left row may belong to, the likeliest first, then by id; at most ten, and none that is less
     * likely than one in a thousand. Nothing is remembered of the left row: what another belongs to is not looked at, so that
     * two may have the same answer. A probability counts the rows that are there now, and that there may be none. A margin is
     * to the next candidate of this left row. The threshold from which on an answer is a link is the model's.
     *
     * @param values by column; what is absent is missing
     * @throws IllegalArgumentException if the id is blank
     */
    List<Link> query(String leftId, Map<String, String> values);

    /** How many right rows there are. */
    int size();
}
