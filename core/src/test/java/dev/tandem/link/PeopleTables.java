package dev.tandem.link;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Made-up calls with people who are called again and again and of whom both sides know the name, the number, the address and
 * the company. Now and then the left side does not know when; and one call in five of each side the other has not.
 */
final class PeopleTables {
    private static final String[] FIRST = {
        "Robert", "William", "James", "Michael", "Thomas", "Elizabeth", "Susan", "Maria", "Karen", "Ruth"
    };
    private static final String[] SHORT = {"Bob", "Bill", "Jim", "Mike", "Tom", "Liz", "Susie", "Maria", "Karen", "Ruth"
    };
    private static final String[] SYLLABLES = {"ba", "du", "ci", "fer", "mont", "har", "wick", "len", "dor", "stan"};
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final int DAYS = 20;

    private final Random random;
    final Set<String> truth = new HashSet<>();
    final Table left;
    final Table right;

    private record Person(int first, String last, String phone, String mail, String company) {
        String name() {
            return FIRST[first] + " " + last;
        }
    }

    PeopleTables(long seed, int calls) {
        random = new Random(seed);
        Person[] people = new Person[calls / 2];
        for (int i = 0; i < people.length; i++) {
            people[i] = person(i);
        }
        Table.Builder lefts = Table.builder(List.of("Name", "Phone", "Email", "Company", "Created"));
        Table.Builder rights = Table.builder(List.of("who", "number", "mail", "firm", "start"));
        for (int call = 0; call < calls; call++) {
            Person person = people[random.nextInt(people.length)];
            long second = random.nextInt(DAYS) * 86_400L + random.nextInt(9 * 3_600);
            if (call % 6 != 0) {
                lefts.add("L" + call, left(person, second));
            }
            if (call % 6 != 1) {
                rights.add("R" + call, right(person, second + random.nextInt(5) - 2));
            }
            if (call % 6 > 1) {
                truth.add("L" + call + ",R" + call);
            }
        }
        left = lefts.build();
        right = rights.build();
    }

    private Person person(int number) {
        int first = random.nextInt(FIRST.length);
        String last = surname();
        String company = surname() + " Foods Inc";
        String mail = FIRST[first].toLowerCase(Locale.ROOT) + "." + last.toLowerCase(Locale.ROOT) + number + "@"
                + company.substring(0, company.indexOf(' ')).toLowerCase(Locale.ROOT) + ".example";
        return new Person(first, last, String.format(Locale.ROOT, "21255%05d", number * 7), mail, company);
    }

    private String surname() {
        String name = any(SYLLABLES) + any(SYLLABLES) + any(SYLLABLES);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private List<String> left(Person person, long second) {
        return List.of(
                person.name(),
                known(0.9, "+1" + person.phone),
                known(0.8, person.mail),
                known(0.9, person.company),
                known(0.9, stamp(second)));
    }

    private List<String> right(Person person, long second) {
        String name = chance(0.2) ? SHORT[person.first] + " " + person.last : person.name();
        return List.of(
                known(0.9, name),
                known(0.9, person.phone),
                known(0.7, person.mail),
                known(0.8, chance(0.3) ? person.company.replace(" Inc", "") : person.company),
                stamp(second));
    }

    private static String stamp(long second) {
        return LocalDateTime.ofInstant(BEGIN.plusSeconds(second), ZoneOffset.UTC)
                .format(STAMP);
    }

    private String known(double probability, String value) {
        return chance(probability) ? value : "";
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
