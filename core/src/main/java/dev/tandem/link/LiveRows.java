package dev.tandem.link;

import dev.tandem.link.value.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Right rows of things that come and go, made ready to be compared, and which of them are most like a left row. Used by one
 * thread.
 */
final class LiveRows {
    private static final int MOST = 10;

    private final ModelData data;
    private final List<String> leftColumns;
    private final List<String> rightColumns;
    private final TermIndex words = new TermIndex();
    private final @Nullable TermIndex grams;
    private final LiveField[] fields;
    private final int[] fieldWidths;
    private final LiveAssociation[] associations;
    private final int[] associated;

    /** By place, the codes of a row as numbers of its words. */
    private int[][] codes = new int[16][];

    /** By place and association, what stands for the value; -1 where it is missing. */
    private int[][] groups = new int[16][];

    LiveRows(ModelData data, EntityTraits traits) {
        this.data = data;
        leftColumns = columns(
                traits.leftColumns(),
                data.fields().stream().map(spec -> spec.pair().left()));
        rightColumns = columns(
                traits.rightColumns(),
                data.fields().stream().map(spec -> spec.pair().right()));
        grams = data.characters() ? new TermIndex() : null;
        fields = data.fields().stream().map(LiveField::new).toArray(LiveField[]::new);
        fieldWidths = Arrays.stream(fields).mapToInt(LiveField::width).toArray();
        associations =
                data.associations().values().stream().map(LiveAssociation::new).toArray(LiveAssociation[]::new);
        associated =
                data.associations().keySet().stream().mapToInt(field -> field).toArray();
    }

    private List<String> columns(List<String> all, Stream<String> ofFields) {
        List<String> some = ofFields.toList();
        return data.all() ? all : all.stream().filter(some::contains).toList();
    }

    void add(int place, Map<String, String> row) {
        if (place >= codes.length) {
            codes = Arrays.copyOf(codes, 2 * place);
            groups = Arrays.copyOf(groups, 2 * place);
        }
        List<String> texts = texts(row, rightColumns);
        words.add(place, words(texts));
        if (grams != null) {
            grams.add(place, grams(texts));
        }
        codes[place] = Arrays.stream(codes(texts))
                .mapToInt(words.terms::find)
                .filter(code -> code >= 0)
                .sorted()
                .distinct()
                .toArray();
        for (LiveField field : fields) {
            field.add(place, text(row, field.spec().pair().right()));
        }
        groups[place] = new int[associations.length];
        for (int i = 0; i < associations.length; i++) {
            String value = text(row, fields[associated[i]].spec().pair().right());
            groups[place][i] = value == null ? -1 : associations[i].right(value);
        }
    }

    void remove(int place) {
        words.remove(place);
        if (grams != null) {
            grams.remove(place);
        }
        for (LiveField field : fields) {
            field.remove(place);
        }
    }

    /** A right row that may belong to a left one, and the log-odds of that. */
    record Candidate(int place, double score) {}

    /** The rows that are most like a left row. */
    List<Candidate> like(Map<String, String> row) {
        List<String> texts = texts(row, leftColumns);
        Query query = new Query(row, texts);
        int[] places = query.likest();
        List<Candidate> out = new ArrayList<>();
        for (int place : places) {
            out.add(new Candidate(place, query.score(place)));
        }
        return out;
    }

    /** A left row. */
    private final class Query {
        private final LiveQuery ofWords;
        private final LiveQuery ofCodes;
        private final @Nullable LiveQuery ofGrams;
        private final boolean[] present = new boolean[fields.length];
        private final int[] group = new int[associations.length];
        private final short[] x = new short[data.curves().features()];

        Query(Map<String, String> row, List<String> texts) {
            ofWords = new LiveQuery(words.terms, words(texts));
            ofCodes = new LiveQuery(words.terms, codes(texts));
            ofGrams = grams == null ? null : new LiveQuery(grams.terms, grams(texts));
            for (int i = 0; i < fields.length; i++) {
                String value = text(row, fields[i].spec().pair().left());
                present[i] = value != null;
                if (value != null) {
                    fields[i].compareWith(value);
                }
            }
            for (int i = 0; i < group.length; i++) {
                String value = text(row, fields[associated[i]].spec().pair().left());
                group[i] = value == null ? -1 : associations[i].left(value);
            }
        }

        int[] likest() {
            int[] some = words.like(ofWords, MOST);
            if (grams == null || ofGrams == null) {
                return some;
            }
            int[] more = grams.like(ofGrams, MOST);
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return Arrays.stream(all).distinct().toArray();
        }

        /** The log-odds that a row is this one's: its features, in the order of {@link PairFeatures} and {@link Scorer}. */
        double score(int place) {
            Arrays.fill(x, (short) 0);
            int next = 0;
            x[next++] = Field.unit(ofWords.cosine(words.document(place)));
            if (grams != null && ofGrams != null) {
                x[next++] = Field.unit(ofGrams.cosine(grams.document(place)));
            }
            compareCodes(place, next);
            next += PairFeatures.OF_CODES;
            double total = 0;
            for (int i = 0; i < fields.length; i++) {
                total += present[i] ? evidence(i, fields[i].compare(place, x, next)) : 0;
                next += fieldWidths[i];
            }
            for (int i = 0; i < associations.length; i++) {
                boolean both = group[i] >= 0 && groups[place][i] >= 0;
                x[next++] = both ? associations[i].feature(group[i], groups[place][i]) : 0;
            }
            x[next] = data.likelihood().feature(total);
            return data.curves().score(x, 0);
        }

        private void compareCodes(int place, int at) {
            double ofRow = 0;
            for (int code : codes[place]) {
                ofRow += words.terms.rarity(code);
            }
            double all = Math.min(ofCodes.rarities(), ofRow);
            if (all > 0) {
                PairFeatures.codes(ofCodes.common(codes[place]), all, x, at);
            }
        }

        private double evidence(int field, int level) {
            if (level != 0) {
                return level < 0 ? 0 : data.likelihood().weight(field, level);
            }
            return data.likelihood().equal(field, fields[field].share());
        }
    }

    /** A value as a table has it, its first characters if it is long; null if it is missing. */
    private static @Nullable String text(Map<String, String> row, String column) {
        String value = row.get(column);
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.length() <= Words.LONGEST ? text : text.substring(0, Words.LONGEST);
    }

    private static List<String> texts(Map<String, String> row, List<String> columns) {
        List<String> texts = new ArrayList<>();
        for (String column : columns) {
            String text = text(row, column);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static long[] words(List<String> texts) {
        return texts.stream()
                .flatMapToLong(text -> Arrays.stream(Words.words(text)))
                .limit(RecordText.MOST_WORDS)
                .toArray();
    }

    private static long[] codes(List<String> texts) {
        return texts.stream()
                .flatMapToLong(text -> Arrays.stream(Words.onlyCodes(text)))
                .limit(RecordText.MOST_WORDS)
                .toArray();
    }

    private static long[] grams(List<String> texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            if (all.length() < 2 * Words.LONGEST) {
                all.append(all.isEmpty() ? "" : " ").append(Words.flat(text));
            }
        }
        return Words.grams(all.toString(), RecordText.GRAM);
    }
}
