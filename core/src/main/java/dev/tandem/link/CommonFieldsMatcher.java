package dev.tandem.link;

import dev.tandem.call.Facts;
import dev.tandem.spi.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The matcher {@code common-fields}: the more facts two rows have in common, the surer they are one call. Each fact that
 * agrees or disagrees adds its weight, the binary logarithm of how much likelier that is for one call than for two (I. P.
 * Fellegi, A. B. Sunter, A Theory for Record Linkage, JASA 64, 1969); a fact that is missing on a side says nothing. The
 * weights are fixed, cautious estimates. A pair is matched only if it is near certain from both its sides.
 */
public final class CommonFieldsMatcher implements Matcher {
    private static final double SURE = 0.99;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PHONE_DIGITS = 7;
    private static final int MOST_WEIGHED = 1_000;

    /** Of how many recordings one is taken to be right, at least: most of them are not here yet, or here no more. */
    private static final int FEWEST = 255;

    /** A pair that may be one call; the weight is in bits. */
    private record Pair(Row metadata, Row recording, double weight) {}

    @Override
    public String name() {
        return "common-fields";
    }

    @Override
    public List<Link> match(List<Row> metadata, List<Row> recordings) {
        Index index = new Index(recordings);
        Map<String, List<Pair>> ofMetadata = new HashMap<>();
        Map<String, List<Pair>> ofRecording = new HashMap<>();
        Set<String> crowded = new HashSet<>();
        for (Row row : metadata) {
            Set<Row> candidates = index.candidates(row.facts());
            if (candidates.size() >= MOST_WEIGHED) {
                crowded.add(row.id());
            }
            for (Row recording : candidates) {
                Pair pair = new Pair(row, recording, weight(row.facts(), recording.facts()));
                ofMetadata.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(pair);
                ofRecording
                        .computeIfAbsent(recording.id(), id -> new ArrayList<>())
                        .add(pair);
            }
        }
        double prior = -log2(Math.max(FEWEST, Math.max(metadata.size(), recordings.size())) + 1.0);
        return metadata.stream()
                .flatMap(
                        row -> links(
                                ofMetadata.getOrDefault(row.id(), List.of()),
                                ofRecording,
                                prior,
                                crowded.contains(row.id()))
                                .stream())
                .toList();
    }

    /**
     * @param pairs those of one metadata row
     * @param crowded whether there were more candidates than are weighed: then nothing is sure
     */
    private static List<Link> links(
            List<Pair> pairs, Map<String, List<Pair>> ofRecording, double prior, boolean crowded) {
        return pairs.stream()
                .filter(pair -> pair.weight + prior > 0)
                .sorted(Comparator.comparingDouble(Pair::weight).reversed().thenComparing(pair -> pair.recording.id()))
                .limit(MOST_CANDIDATES)
                .map(pair ->
                        link(pair, pairs, ofRecording.getOrDefault(pair.recording.id(), List.of()), prior, crowded))
                .sorted(Comparator.comparingDouble(Link::probability).reversed().thenComparing(Link::recordingId))
                .toList();
    }

    private static Link link(Pair pair, List<Pair> ofRow, List<Pair> ofRecording, double prior, boolean crowded) {
        double probability = Math.min(probability(pair, ofRow, prior), probability(pair, ofRecording, prior));
        List<String> shared = agreements(pair.metadata.facts(), pair.recording.facts());
        return new Link(
                pair.metadata.id(),
                pair.recording.id(),
                probability,
                probability >= SURE && !crowded,
                "agrees in " + String.join(", ", shared));
    }

    /** That a pair is the one call among rivals of which at most one is. */
    private static double probability(Pair pair, List<Pair> rivals, double prior) {
        double top = Math.max(0, rivals.stream().mapToDouble(Pair::weight).max().orElse(0) + prior);
        double all = Math.pow(2, -top);
        for (Pair rival : rivals) {
            all += Math.pow(2, rival.weight + prior - top);
        }
        return Math.pow(2, pair.weight + prior - top) / all;
    }

    private static double weight(Facts a, Facts b) {
        return same(a.sessionId(), b.sessionId(), 25, -12)
                + time(a.time(), b.time())
                + phones(a, b)
                + same(a.user(), b.user(), 6, -3)
                + same(a.direction(), b.direction(), 1, -4)
                + duration(a.duration(), b.duration());
    }

    private static double same(@Nullable Object a, @Nullable Object b, double agrees, double disagrees) {
        if (a == null || b == null) {
            return 0;
        }
        return a.toString().equalsIgnoreCase(b.toString()) ? agrees : disagrees;
    }

    private static double time(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return 0;
        }
        long seconds = Duration.between(a, b).abs().toSeconds();
        if (seconds > WINDOW.toSeconds()) {
            return -10;
        }
        return seconds <= 5 ? 10 : seconds <= 60 ? 7 : 3;
    }

    /** The pair of numbers that fits better, for source and target are often swapped. */
    private static double phones(Facts a, Facts b) {
        double straight = phone(a.ani(), b.ani()) + phone(a.dnis(), b.dnis());
        double swapped = phone(a.ani(), b.dnis()) + phone(a.dnis(), b.ani()) - 2;
        return Math.max(straight, swapped);
    }

    private static double phone(@Nullable String a, @Nullable String b) {
        String first = phoneKey(a);
        String second = phoneKey(b);
        if (first == null || second == null) {
            return 0;
        }
        return first.equals(second) ? 12 : -3;
    }

    /** The last digits of a number, which all ways of writing it share; null for too few. */
    private static @Nullable String phoneKey(@Nullable String number) {
        if (number == null) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.length() < PHONE_DIGITS ? null : digits.substring(digits.length() - PHONE_DIGITS);
    }

    private static double duration(@Nullable Duration a, @Nullable Duration b) {
        if (a == null || b == null) {
            return 0;
        }
        long seconds = a.minus(b).abs().toSeconds();
        return seconds <= 1 ? 6 : seconds <= 30 ? 1 : -3;
    }

    private static List<String> agreements(Facts a, Facts b) {
        List<String> names = new ArrayList<>();
        addIf(same(a.sessionId(), b.sessionId(), 1, 0) > 0, "session id", names);
        addIf(time(a.time(), b.time()) > 0, "time", names);
        addIf(phones(a, b) > 0, "phone number", names);
        addIf(same(a.user(), b.user(), 1, 0) > 0, "user", names);
        addIf(same(a.direction(), b.direction(), 1, 0) > 0, "direction", names);
        addIf(duration(a.duration(), b.duration()) > 0, "duration", names);
        return names;
    }

    private static void addIf(boolean agrees, String name, List<String> names) {
        if (agrees) {
            names.add(name);
        }
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    /** Finds the recordings that a row could belong to without looking at each: by session, time and number. */
    private static final class Index {
        private final Map<String, List<Row>> sessions = new HashMap<>();
        private final Map<String, List<Row>> phones = new HashMap<>();
        private final NavigableMap<Instant, List<Row>> times = new TreeMap<>();

        Index(List<Row> recordings) {
            // In the order of their ids, so that no order of the input shows.
            recordings.stream().sorted(Comparator.comparing(Row::id)).forEach(this::add);
        }

        private void add(Row row) {
            Facts facts = row.facts();
            if (facts.sessionId() != null) {
                put(sessions, facts.sessionId().toLowerCase(Locale.ROOT), row);
            }
            put(phones, phoneKey(facts.ani()), row);
            put(phones, phoneKey(facts.dnis()), row);
            if (facts.time() != null) {
                times.computeIfAbsent(facts.time(), time -> new ArrayList<>()).add(row);
            }
        }

        private static void put(Map<String, List<Row>> index, @Nullable String key, Row row) {
            if (key != null) {
                index.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
            }
        }

        /** Bounded, so that one value that all rows share cannot make matching quadratic. */
        Set<Row> candidates(Facts facts) {
            Set<Row> rows = new LinkedHashSet<>();
            if (facts.sessionId() != null) {
                addSome(rows, sessions.getOrDefault(facts.sessionId().toLowerCase(Locale.ROOT), List.of()));
            }
            Instant time = facts.time();
            if (!rows.isEmpty()) {
                // An id in common says more than all else.
                return rows;
            }
            if (time == null) {
                addPhone(rows, facts.ani());
                addPhone(rows, facts.dnis());
            } else {
                addNearest(rows, time);
            }
            return rows;
        }

        /** The nearer in time first, before and after in turn. */
        private void addNearest(Set<Row> rows, Instant time) {
            Iterator<List<Row>> before = times.subMap(time.minus(WINDOW), true, time, true)
                    .descendingMap()
                    .values()
                    .iterator();
            Iterator<List<Row>> after =
                    times.subMap(time, false, time.plus(WINDOW), true).values().iterator();
            while (rows.size() < MOST_WEIGHED && (before.hasNext() || after.hasNext())) {
                if (before.hasNext()) {
                    addSome(rows, before.next());
                }
                if (after.hasNext()) {
                    addSome(rows, after.next());
                }
            }
        }

        private void addPhone(Set<Row> rows, @Nullable String number) {
            String key = phoneKey(number);
            if (key != null) {
                addSome(rows, phones.getOrDefault(key, List.of()));
            }
        }

        private static void addSome(Set<Row> rows, Collection<Row> some) {
            some.stream().limit(Math.max(0, MOST_WEIGHED - rows.size())).forEach(rows::add);
        }
    }
}
