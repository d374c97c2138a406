package dev.tandem.link;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Made-up calls as two systems saw them: the left clock an hour ahead, numbers written in two ways, names on the left and
 * extensions on the right, redials, some calls in two parts, and some that one side alone knows.
 */
final class CallTables {
    static final List<String> LEFT = List.of("Created", "Phone", "Owner", "Talk");
    static final List<String> RIGHT = List.of("start", "src", "dst", "ext", "seconds");
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final int CONTACTS = 400;
    private static final int AGENTS = 12;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Random random;
    private final List<List<String>> lefts = new ArrayList<>();
    private final List<List<String>> rights = new ArrayList<>();

    /** By left id, the right rows of the same call; none for a call that the right side does not know. */
    final Map<String, Set<String>> truth = new HashMap<>();

    final Table left;
    final Table right;

    CallTables(long seed, int calls) {
        random = new Random(seed);
        double[] free = new double[AGENTS];
        int contact = 0;
        for (int call = 0; call < calls; call++) {
            int agent = random.nextInt(AGENTS);
            contact = random.nextInt(10) < 2 ? contact : random.nextInt(CONTACTS);
            double start = free[agent] + 20 + random.nextInt(1_200);
            int length = 5 + (int) (-180 * Math.log(1 - random.nextDouble()));
            free[agent] = start + length;
            add(call, agent, contact, Math.round(start), length);
        }
        left = table(LEFT, lefts);
        right = table(RIGHT, rights);
    }

    private void add(int call, int agent, int contact, long start, int length) {
        String leftId = "L" + call;
        Set<String> partners = new HashSet<>();
        int known = random.nextInt(100);
        if (known >= 8) {
            boolean parts = length > 60 && random.nextInt(100) < 5;
            int first = parts ? length / 2 : length;
            partners.add(recording(call + "a", agent, contact, start, first));
            if (parts) {
                partners.add(recording(call + "b", agent, contact, start + first + 3, length - first - 3));
            }
        }
        if (known >= 16 || known < 8) {
            boolean logged = random.nextInt(5) == 0;
            long shown = 3_600 + start + (logged ? length + random.nextInt(300) : random.nextInt(3) - 1);
            String phone = random.nextInt(20) == 0 ? "" : String.format(Locale.ROOT, "(212) 555-%04d", contact);
            lefts.add(List.of(leftId, stamp(shown), phone, "Agent " + (char) ('A' + agent) + "son", talk(length)));
            truth.put(leftId, partners);
        }
    }

    private String recording(String id, int agent, int contact, long start, int length) {
        String number = String.format(Locale.ROOT, "+1212555%04d", contact);
        rights.add(List.of("R" + id, stamp(start), number, "+12125559999", "2" + agent, "" + length));
        return "R" + id;
    }

    private String talk(int length) {
        return random.nextInt(10) == 0 ? "" : length / 60 + ":" + String.format(Locale.ROOT, "%02d", length % 60);
    }

    private static String stamp(long seconds) {
        return LocalDateTime.ofInstant(BEGIN.plusSeconds(seconds), ZoneOffset.UTC)
                .format(STAMP);
    }

    private Table table(List<String> columns, List<List<String>> rows) {
        Collections.shuffle(rows, random);
        Table.Builder table = Table.builder(columns);
        rows.forEach(row -> table.add(row.get(0), row.subList(1, row.size())));
        return table.build();
    }

    /** A row as an index takes it. */
    static Map<String, String> row(Table table, int row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String value = table.value(row, column);
            if (value != null) {
                values.put(table.columns().get(column), value);
            }
        }
        return values;
    }

    static void addAll(LinkIndex index, Table table) {
        for (int row = 0; row < table.size(); row++) {
            index.add(table.id(row), row(table, row));
        }
    }
}
