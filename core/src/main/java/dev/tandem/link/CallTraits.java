package dev.tandem.link;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an index of calls cannot see in the rows it has, so that it is kept of the tables that were learned from.
 *
 * @param rows how many right rows they had
 * @param lags how soon calls follow one another that share a number, or a colleague, by the columns that tell it
 * @param parts by kind of parts, how many there were for each right row
 * @param threshold the probability from which on links are claimed
 */
@SuppressWarnings("ArrayRecordComponent")
record CallTraits(CallFormats formats, double rows, Map<String, Lags> lags, double[] parts, double threshold) {
    /** What two tables show that were linked. */
    static CallTraits of(CallSchema schema, BoundCalls bound) {
        double rows = Math.max(1, bound.right.size());
        int[] counts = bound.parts.counts();
        double[] parts = new double[counts.length];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = Math.max(1, counts[k]) / rows;
        }
        return new CallTraits(
                CallFormats.of(schema, bound.left, bound.right),
                rows,
                bound.weigher.lags(),
                parts,
                EventSolution.threshold(bound.joint));
    }

    Map<String, Object> toMap() {
        Map<String, Object> lists = new LinkedHashMap<>();
        lags.forEach((columns, lag) -> lists.put(columns, Evidence.list(lag.perSecond())));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("formats", formats.toMap());
        map.put("rows", rows);
        map.put("lags", lists);
        map.put("parts", Evidence.list(parts));
        map.put("threshold", threshold);
        return map;
    }

    static CallTraits fromMap(Map<?, ?> map) {
        Map<String, Lags> lags = new LinkedHashMap<>();
        Saved.map(map, "lags").forEach((columns, list) -> lags.put((String) columns, new Lags(Evidence.numbers(list))));
        return new CallTraits(
                CallFormats.fromMap(Saved.map(map, "formats")),
                Saved.number(map, "rows"),
                lags,
                Saved.numbers(map, "parts"),
                Saved.number(map, "threshold"));
    }
}
