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
        rows.removeBefore(time.getEpochSecond() + time.getNano() / 1e9);
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
        CallReader.Left left = reader.left(values);
        CallQuery query = new CallQuery(left, rows, weights, lengths);
        for (int row : candidates(left)) {
            query.weigh(row);
        }
        return query.hypotheses().best(leftId, rows::id, weights.threshold());
    }

    /** The rows that a left row is weighed against. */
    synchronized int[] candidates(Map<String, String> values) {
        return candidates(reader.left(values));
    }

    private int[] candidates(CallReader.Left left) {
        return new LiveCandidates(rows, weights, left).rows();
    }

    @Override
    public synchronized int size() {
        return rows.size();
    }
}
