package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two tables made ready to be compared: their rows in canonical order, their texts, their candidates, their fields. */
final class Prepared {
    private static final int CANDIDATES = 10;
    private static final int FEW_CANDIDATES = 5;
    private static final int MANY_ROWS = 100_000;
    private static final long WORK_A_ROW = 1_000;
    private static final long LEAST_WORK = 300_000_000;
    private static final int MOST_LEARNED_FROM = 20_000;
    private static final int PARTS = 32;

    final View left;
    final View right;
    final RecordText record;
    final Edges edges;
    private final Table leftTable;
    private final Table rightTable;
    private final boolean ofAllColumns;
    private final float[] similarity;
    private @Nullable PairFeatures features;
    private List<Field> fields = List.of();

    /**
     * @param given the columns to be looked at; empty for all
     * @param characters whether to look at runs of characters of whole rows; null for as the tables' size allows
     */
    Prepared(
            Table leftTable, Table rightTable, List<FieldPair> given, @Nullable Boolean characters, Parallel parallel) {
        this.leftTable = leftTable;
        this.rightTable = rightTable;
        ofAllColumns = given.isEmpty();
        left = new View(leftTable);
        right = new View(rightTable);
        int[] leftColumns = columns(left, given.stream().map(FieldPair::left).toList());
        int[] rightColumns = columns(right, given.stream().map(FieldPair::right).toList());
        record = new RecordText(left, leftColumns, right, rightColumns, characters);
        edges = new Edges(candidates(parallel), left.size(), right.size());
        similarity = new float[edges.size()];
        parallel.run(similarity.length, PARTS, (part, from, to) -> fill(edges, similarity, from, to));
    }

    private void fill(Edges some, float[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = (float) (10 * record.similarity(some.left[i], some.right[i]));
        }
    }

    private static int[] columns(View view, List<String> given) {
        return IntStream.range(0, view.width())
                .filter(column -> given.isEmpty() || given.contains(view.name(column)))
                .toArray();
    }

    private long[] candidates(Parallel parallel) {
        long rows = (long) left.size() + right.size();
        int k = rows > MANY_ROWS ? FEW_CANDIDATES : CANDIDATES;
        long work = Math.max(LEAST_WORK, rows * WORK_A_ROW);
        long[] keys = new Retrieval(record.words, work, parallel).pairs(k);
        if (record.grams != null) {
            long[] more = new Retrieval(record.grams, work, parallel).pairs(k);
            int n = keys.length;
            keys = Arrays.copyOf(keys, n + more.length);
            System.arraycopy(more, 0, keys, n, more.length);
        }
        return Edges.distinct(keys);
    }

    boolean isOf(Table otherLeft, Table otherRight) {
        return leftTable == otherLeft && rightTable == otherRight;
    }

    boolean isOfAllColumns() {
        return ofAllColumns;
    }

    /** How similar each candidate looks at first sight, from 0 to 10. */
    float[] similarity() {
        return similarity;
    }

    /** The same for some of the candidates. */
    float[] similarity(Edges some) {
        if (some == edges) {
            return similarity;
        }
        float[] out = new float[some.size()];
        fill(some, out, 0, out.length);
        return out;
    }

    /** The candidates of the rows that are learned from: all, or if the left rows are many, some by the hashes of their ids. */
    Edges sample() {
        if (left.size() <= MOST_LEARNED_FROM) {
            return edges;
        }
        long[] hashes = new long[left.size()];
        for (int row = 0; row < hashes.length; row++) {
            hashes[row] = Words.hash(left.id(row), 0, left.id(row).length());
        }
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        long most = sorted[MOST_LEARNED_FROM - 1];
        return edges.ofLefts(row -> hashes[row] <= most);
    }

    /** The pairs that probably belong together at first sight, the surest first. */
    long[] seeds() {
        Edges some = sample();
        float[] first = similarity(some);
        Assignment assignment = new Assignment(some, first, Partners.ONE_TO_ONE);
        int[] ranked = Assignment.ranked(Judgement.worth(some, first, assignment, Partners.ONE_TO_ONE));
        return Arrays.stream(ranked)
                .limit(Math.max(20, ranked.length / 5))
                .mapToLong(place -> some.key(assignment.taken[place]))
                .toArray();
    }

    /** Finds the fields, or takes those given. */
    void align(List<FieldPair> given) {
        Alignment alignment = new Alignment(left, right);
        List<Field> found = new ArrayList<>();
        if (given.isEmpty()) {
            for (Alignment.Match match : alignment.find(seeds())) {
                found.add(field(alignment, match.left(), match.right()));
            }
        }
        for (FieldPair pair : given) {
            found.add(field(alignment, column(left, pair.left()), column(right, pair.right())));
        }
        take(found);
    }

    private Field field(Alignment alignment, int a, int b) {
        return new Field(left, a, alignment.leftReading(a), right, b, alignment.rightReading(b), null);
    }

    /** Takes fields of other tables. */
    void use(List<FieldSpec> specs) {
        List<Field> some = new ArrayList<>();
        for (FieldSpec spec : specs) {
            int a = column(left, spec.pair().left());
            int b = column(right, spec.pair().right());
            some.add(new Field(left, a, Reading.of(left, a), right, b, Reading.of(right, b), spec));
        }
        take(some);
    }

    private static int column(View view, String name) {
        for (int column = 0; column < view.width(); column++) {
            if (view.name(column).equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("there is no column '" + name + "'");
    }

    private void take(List<Field> some) {
        fields = List.copyOf(some);
        features = new PairFeatures(left, right, record, fields);
    }

    List<Field> fields() {
        return fields;
    }

    PairFeatures features() {
        if (features == null) {
            throw new IllegalStateException("the fields are not known yet");
        }
        return features;
    }
}
