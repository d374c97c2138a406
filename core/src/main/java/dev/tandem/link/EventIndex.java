package dev.tandem.link;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An index of calls: rows by time, by telephone number and by what values go together, weighed as the model learned it. */
final class EventIndex implements LinkIndex {
    private static final int LENGTHS = 2_000;

    private final CallReader reader;
    private final CallWeights weights;
    private final CallRows rows;

    /** Some durations, taken anew whenever there are a tenth more changes than rows then. */
    private double[] lengths = {};

    private int changes;

    EventIndex(CallReader reader, CallWeights weights) {
        this.reader = reader;
        this.weights = weights;
        rows = new CallRows(reader.phoneColumns(), weights.aliases.size(), weights.unique());
    }

    @Override
    public synchronized void add(String rightId, Map<String, String> values) {
        LinkModel.checkId(rightId);
        rows.put(rightId, reader.right(values));
        changes++;
    }

    @Override
    public synchronized void remove(String rightId) {
        if (rows.remove(rightId)) {
            changes++;
        }
    }

    @Override
    public synchronized int removeBefore(Instant time) {
        int before = rows.size();
        rows.removeBefore(time.getEpochSecond());
        int removed = before - rows.size();
        changes += removed;
        return removed;
    }

    @Override
    public synchronized List<Link> query(String leftId, Map<String, String> values) {
        LinkModel.checkId(leftId);
        if (10 * changes > rows.size()) {
            lengths = rows.lengths(LENGTHS);
            changes = 0;
        }
        CallQuery query = new CallQuery(reader.left(values), rows, weights, lengths);
        for (int row : new LiveCandidates(rows, weights, query.left()).rows()) {
            query.weigh(row);
        }
        return query.hypotheses().best(leftId, rows::id, weights.threshold());
    }

    @Override
    public synchronized int size() {
        return rows.size();
    }
}
