package dev.tandem.link;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An index of things: the rows whose words are most like the query's are compared with it as the rows of tables are. */
final class EntityIndex implements LinkIndex {
    private final EntityTraits traits;
    private final boolean leftMany;
    private final double threshold;
    private final LiveRows rows;
    private final Map<String, Integer> places = new HashMap<>();

    /** By place, the id of the row; null where there is none. */
    private @Nullable String[] ids = new String[16];

    private int[] free = new int[16];
    private int freed;
    private int used;

    EntityIndex(ModelData data, EntityTraits traits, double threshold) {
        this.traits = traits;
        this.threshold = threshold;
        leftMany = data.partners().leftMany();
        rows = new LiveRows(data, traits);
    }

    @Override
    public synchronized void add(String rightId, Map<String, String> row) {
        LinkModel.checkId(rightId);
        remove(rightId);
        int place = freed > 0 ? free[--freed] : used++;
        if (place == ids.length) {
            ids = Arrays.copyOf(ids, 2 * place);
            free = Arrays.copyOf(free, 2 * place);
        }
        places.put(rightId, place);
        ids[place] = rightId;
        rows.add(place, row);
    }

    @Override
    public synchronized void remove(String rightId) {
        Integer known = places.remove(rightId);
        if (known == null) {
            return;
        }
        int place = known;
        rows.remove(place);
        ids[place] = null;
        free[freed++] = place;
    }

    /** Things have no time: none is forgotten. */
    @Override
    public int removeBefore(Instant time) {
        return 0;
    }

    @Override
    public synchronized List<Link> query(String leftId, Map<String, String> row) {
        LinkModel.checkId(leftId);
        // The scores are the odds that a candidate is a partner, those included whose left row has another.
        Hypotheses hypotheses = new Hypotheses(Math.log(Math.max(0.02, 1 - traits.matched())), leftMany);
        rows.like(row).forEach(candidate -> hypotheses.add(candidate.score(), candidate.place()));
        return hypotheses.best(leftId, this::id, threshold);
    }

    @Override
    public synchronized int size() {
        return places.size();
    }

    private String id(int place) {
        String id = ids[place];
        if (id == null) {
            throw new IllegalStateException("no row has the place " + place);
        }
        return id;
    }
}
