package dev.tandem.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an index of things must know of the tables that were learned from.
 *
 * @param matched which share of the left rows had a partner
 */
record EntityTraits(List<String> leftColumns, List<String> rightColumns, double matched) {
    EntityTraits {
        leftColumns = List.copyOf(leftColumns);
        rightColumns = List.copyOf(rightColumns);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("leftColumns", leftColumns);
        map.put("rightColumns", rightColumns);
        map.put("matched", matched);
        return map;
    }

    static EntityTraits fromMap(Map<?, ?> map) {
        return new EntityTraits(texts(map, "leftColumns"), texts(map, "rightColumns"), Saved.number(map, "matched"));
    }

    private static List<String> texts(Map<?, ?> map, String name) {
        return Saved.list(map, name).stream().map(String.class::cast).toList();
    }
}
