package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index of things. The rows whose words are most like the query's are compared with it as two small tables are; some
 * other rows are there as well, so that it shows which values are rare.
 */
final class EntityIndex implements LinkIndex {
    private static final int MOST = 10;
    private static final int CONTEXT = 250;
    private static final int GRAM = 4;

    private final EntityModel model;
    private final EntityTraits traits;
    private final double threshold;
    private final Map<String, Integer> places = new HashMap<>();

    /** By place, the id and the values of the row. */
    private @Nullable String[] ids = new String[16];

    private @Nullable String[][] values = new String[16][];
    private int[] free = new int[16];
    private int freed;
    private int used;
    private final TermIndex words = new TermIndex();
    private final @Nullable TermIndex grams;

    EntityIndex(Map<String, ?> learned, EntityTraits traits, double threshold) {
        model = EntityModel.fromMap(learned, 1);
        this.traits = traits;
        this.threshold = threshold;
        grams = Boolean.TRUE.equals(learned.get("characters")) ? new TermIndex() : null;
    }

    @Override
    public synchronized void add(String rightId, Map<String, String> row) {
        LinkModel.checkId(rightId);
        remove(rightId);
        int place = freed > 0 ? free[--freed] : used++;
        if (place == ids.length) {
            ids = Arrays.copyOf(ids, 2 * place);
            values = Arrays.copyOf(values, 2 * place);
            free = Arrays.copyOf(free, 2 * place);
        }
        places.put(rightId, place);
        ids[place] = rightId;
        @Nullable String[] texts = texts(row, traits.rightColumns());
        values[place] = texts;
        words.add(place, words(texts));
        if (grams != null) {
            grams.add(place, grams(texts));
        }
    }

    @Override
    public synchronized void remove(String rightId) {
        Integer known = places.remove(rightId);
        if (known == null) {
            return;
        }
        int place = known;
        @Nullable String[] texts = values[place];
        words.remove(place, words(texts));
        if (grams != null) {
            grams.remove(place, grams(texts));
        }
        ids[place] = null;
        values[place] = new String[0];
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
        @Nullable String[] texts = texts(row, traits.leftColumns());
        Set<Integer> candidates = new LinkedHashSet<>();
        Arrays.stream(words.like(words(texts), MOST)).forEach(candidates::add);
        if (grams != null) {
            Arrays.stream(grams.like(grams(texts), MOST)).forEach(candidates::add);
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Integer> all = withOthers(candidates);
        Table left = table(traits.leftColumns(), List.of(leftId), List.<@Nullable String[]>of(texts));
        Table right = table(
                traits.rightColumns(),
                all.stream().map(this::id).toList(),
                all.stream().map(place -> values[place]).toList());
        double[] scores = new double[candidates.size()];
        Arrays.setAll(scores, i -> model.explain(left, 0, right, i).score());
        return judged(leftId, all, scores);
    }

    private List<Link> judged(String leftId, List<Integer> rows, double[] scores) {
        // The scores are the odds that a candidate is a partner, those included whose left row has another.
        Hypotheses hypotheses = new Hypotheses(
                Math.log(Math.max(0.02, 1 - traits.matched())), model.partners().leftMany());
        for (int i = 0; i < scores.length; i++) {
            hypotheses.add(scores[i], rows.get(i));
        }
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

    /** The candidates, then other rows spread over all. */
    private List<Integer> withOthers(Set<Integer> candidates) {
        Set<Integer> all = new LinkedHashSet<>(candidates);
        int some = Math.min(CONTEXT, used);
        for (int i = 0; i < some; i++) {
            int place = (int) ((long) i * used / some);
            if (ids[place] != null) {
                all.add(place);
            }
        }
        return new ArrayList<>(all);
    }

    private static Table table(List<String> columns, List<String> ids, List<@Nullable String[]> rows) {
        Table.Builder table = Table.builder(columns);
        for (int i = 0; i < ids.size(); i++) {
            table.add(ids.get(i), Arrays.asList(rows.get(i)));
        }
        return table.build();
    }

    /** The values of a row's columns; what is longer than is looked at is cut. */
    private static @Nullable String[] texts(Map<String, String> row, List<String> columns) {
        @Nullable String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            @Nullable String value = row.get(columns.get(i));
            texts[i] = value == null || value.length() <= Words.LONGEST ? value : value.substring(0, Words.LONGEST);
        }
        return texts;
    }

    private static long[] words(@Nullable String[] texts) {
        return Arrays.stream(texts)
                .flatMapToLong(text -> Arrays.stream(text == null ? new long[0] : Words.words(text)))
                .toArray();
    }

    private static long[] grams(@Nullable String[] texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            if (text != null && all.length() < 2 * Words.LONGEST) {
                all.append(all.isEmpty() ? "" : " ").append(Words.flat(text));
            }
        }
        return Words.grams(all.toString(), GRAM);
    }
}
