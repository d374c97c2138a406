package dev.tandem.link;

import java.util.List;
import java.util.Map;

/**
 * Right rows as they arrive, and the answer to "which of them is this?". Used by one thread at a time.
 */
public interface LinkIndex {
    /**
     * Adds a right row, or replaces the one of the same id.
     *
     * @param values by column; what is absent is missing
     */
    void add(String rightId, Map<String, String> values);

    /** Forgets a right row; one that is not known is no error. */
    void remove(String rightId);

    /**
     * The right rows that a left row may belong to, the likeliest first, at most ten.
     *
     * @param values by column; what is absent is missing
     */
    List<Link> query(String leftId, Map<String, String> values);

    int size();
}
