package dev.tandem.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Two tables of calls with people, as two systems wrote them down, and which rows belong together: names with slips and
 * nicknames, missing values, numbers written in many ways, clocks that differ by seconds and now and then by minutes. Four
 * in five rows of each are also in the other. The same for the same seed.
 */
final class PeopleTables {
    private static final String[] FIRST =
            ("James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William"
                            + " Barbara Richard Susan Joseph Jessica Thomas Karen Charles Sarah Christopher Lisa Daniel Nancy Matthew"
                            + " Betty Anthony Margaret Mark Sandra Donald Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Carol"
                            + " Kenneth Michelle Kevin Amanda Brian Dorothy George Melissa Edward Deborah")
                    .split(" ");
    private static final String[] SYLLABLES =
            ("bad duc ci fer mont har wick len dor stan ley mar low gar vin tel ber son wood"
                            + " ham bro ker win ash ton hol den fair kirk wal bur row cas tel rey nol pet rov")
                    .split(" ");
    private static final String[] TRADE = ("Systems Logistics Manufacturing Solutions Foods Insurance Roofing Media"
                    + " Technologies Partners Plumbing Pharmaceuticals Capital Realty Motors Textiles")
            .split(" ");
    private static final String[] FORM = {" Inc", " LLC", " Ltd", " GmbH", ""};
    private static final Map<String, String> SHORT = Map.of(
            "James",
            "Jim",
            "Robert",
            "Bob",
            "William",
            "Bill",
            "Elizabeth",
            "Liz",
            "Michael",
            "Mike",
            "Thomas",
            "Tom",
            "Jennifer",
            "Jen",
            "Christopher",
            "Chris",
            "Daniel",
            "Dan",
            "Margaret",
            "Peggy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 2, 0, 0);
    private static final int DAYS = 60;
    private static final double SHARED = 0.8;

    private final Random random;
    private final int rows;

    private PeopleTables(long seed, int rows) {
        random = new Random(seed);
        this.rows = rows;
    }

    private record Person(String first, String last, String phone, String mail, String company) {}

    private record Call(Person person, long second, int agent) {}

    /** Writes {@code left.csv}, {@code right.csv} and {@code truth.csv}, so many rows each table. */
    static void write(Path folder, long seed, int rows) throws IOException {
        Files.createDirectories(folder);
        new PeopleTables(seed, rows).write(folder);
    }

    private void write(Path folder) throws IOException {
        Person[] people = new Person[Math.max(1, rows * 2 / 3)];
        for (int i = 0; i < people.length; i++) {
            people[i] = person();
        }
        int shared = (int) (rows * SHARED);
        try (BufferedWriter left = Files.newBufferedWriter(folder.resolve("left.csv"));
                BufferedWriter right = Files.newBufferedWriter(folder.resolve("right.csv"));
                BufferedWriter truth = Files.newBufferedWriter(folder.resolve("truth.csv"))) {
            left.write("id,Name,Phone,Email,Company,Created,Owner\n");
            right.write("id,contact,number,mail,firm,start,agent\n");
            truth.write("left_id,right_id\n");
            for (int i = 0; i < 2 * rows - shared; i++) {
                Call call = call(people);
                String leftId = id();
                String rightId = id();
                if (i < rows) {
                    left.write(leftId + "," + leftRow(call) + "\n");
                }
                if (i < shared || i >= rows) {
                    right.write(rightId + "," + rightRow(call) + "\n");
                }
                if (i < shared) {
                    truth.write(leftId + "," + rightId + "\n");
                }
            }
        }
    }

    private Call call(Person[] people) {
        int agents = Math.max(4, Math.min(2_000, rows / 200));
        return new Call(
                people[random.nextInt(people.length)],
                random.nextInt(DAYS) * 86_400L + 9 * 3_600 + random.nextInt(9 * 3_600),
                random.nextInt(agents));
    }

    private Person person() {
        String first = any(FIRST);
        String last = surname();
        String company = surname() + " " + any(TRADE) + any(FORM);
        String host = company.substring(0, company.indexOf(' ')).toLowerCase(Locale.ROOT) + ".example";
        String mail = first.toLowerCase(Locale.ROOT) + (random.nextInt(3) == 0 ? random.nextInt(100) : ".")
                + last.toLowerCase(Locale.ROOT) + "@" + host;
        String phone = String.format(
                Locale.ROOT,
                "%03d%03d%04d",
                201 + random.nextInt(780),
                200 + random.nextInt(800),
                random.nextInt(10_000));
        return new Person(first, last, phone, mail, company);
    }

    private String leftRow(Call call) {
        Person person = call.person;
        String name = chance(0.04) ? "" : person.first + " " + person.last;
        String phone = chance(0.10) ? "" : "+1" + person.phone;
        String mail = chance(0.20) ? "" : person.mail;
        String company = chance(0.15) ? "" : person.company;
        String time = chance(0.03) ? "" : TIME.format(BEGIN.plusSeconds(call.second));
        String owner = chance(0.03) ? "" : "owner" + call.agent + "@example.com";
        return String.join(",", name, phone, mail, company, time, owner);
    }

    private String rightRow(Call call) {
        Person person = call.person;
        String first = chance(0.15) ? SHORT.getOrDefault(person.first, person.first) : person.first;
        String name = chance(0.10) ? "" : slip(first + " " + person.last, 0.08);
        String phone = chance(0.06)
                ? ""
                : written(chance(0.02) ? any(TRADE).length() + person.phone.substring(1) : person.phone);
        String mail = chance(0.30) ? "" : slip(person.mail, 0.04);
        String company = chance(0.25)
                ? ""
                : slip(chance(0.3) ? person.company.replaceAll(" (Inc|LLC|Ltd|GmbH)$", "") : person.company, 0.05);
        double gap = chance(0.1) ? 60 + random.nextInt(240) : 2 * random.nextGaussian();
        String time = TIME.format(BEGIN.plusSeconds(call.second + Math.round(gap)));
        String agent = chance(0.05) ? "" : String.valueOf(4_000 + call.agent);
        return String.join(",", name, phone, mail, company, time, agent);
    }

    private String written(String phone) {
        String area = phone.substring(0, 3);
        String exchange = phone.substring(3, 6);
        String line = phone.substring(6);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + area + ") " + exchange + "-" + line;
            case 1 -> area + "-" + exchange + "-" + line;
            case 2 -> "+1 " + area + " " + exchange + " " + line;
            default -> "1" + phone;
        };
    }

    private String slip(String text, double probability) {
        if (!chance(probability)) {
            return text;
        }
        int at = random.nextInt(text.length() - 1);
        String before = text.substring(0, at);
        return switch (random.nextInt(3)) {
            case 0 -> before + text.substring(at + 1);
            case 1 -> before + (char) ('a' + random.nextInt(26)) + text.substring(at + 1);
            default -> before + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
        };
    }

    private String surname() {
        String name = any(SYLLABLES) + any(SYLLABLES) + (chance(0.5) ? any(SYLLABLES) : "");
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String id() {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private String any(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
