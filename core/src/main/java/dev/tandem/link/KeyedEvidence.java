package dev.tandem.link;

import java.util.HashMap;
import java.util.Map;

/** Evidence by whose keys pairs are looked for. */
abstract class KeyedEvidence extends Evidence {
    /** The keys of a left row; none if it has none yet. */
    abstract long[] leftKeys(int left);

    /** The key of a right row's column, at a place from 0; -1 for none. */
    abstract long[] rightKeys(int right);

    /** Whether both rows have the same key. */
    abstract boolean same(int left, int right);

    /** The right rows of each key, in the order given. */
    Map<Long, int[]> rightsByKey(int[] order) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int r : order) {
            for (long key : rightKeys(r)) {
                counts.merge(key, 1, Integer::sum);
            }
        }
        Map<Long, int[]> lists = new HashMap<>();
        counts.forEach((key, count) -> lists.put(key, new int[count]));
        Map<Long, Integer> filled = new HashMap<>();
        for (int r : order) {
            for (long key : rightKeys(r)) {
                int[] list = lists.get(key);
                int at = filled.merge(key, 1, Integer::sum) - 1;
                list[at] = r;
            }
        }
        return lists;
    }
}
