package dev.tandem.dialer;

import dev.tandem.call.Facts;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.NameReading.NotUnderstood;
import dev.tandem.spi.NameReading.Understood;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names {@code standard}: {@code yyyyMMdd-HHmmss_uid}, where the uid is any name of a user, such as {@code 2143},
 * {@code joe_baducci} or {@code joe@example.org}; or else an id of the call, with or without its source's prefix: {@code
 * ringcentral_BXyT30eVTWIZjUA} and {@code BXyT30eVTWIZjUA} are one call. A name that begins like a date must be one.
 *
 * <p>A time that the zone skips is taken as later by the gap; one that it has twice is the earlier. Second 60 is the
 * next minute's first.
 */
public final class StandardNames implements DialerFormat {
    private static final int DATE_LENGTH = "yyyyMMdd-HHmmss".length();
    private static final Set<String> SOURCES = Set.of(
            "3cx",
            "8x8",
            "aircall",
            "connect",
            "dialpad",
            "five9",
            "genesys",
            "nice",
            "ringcentral",
            "salesforce",
            "talkdesk",
            "twilio",
            "vicidial",
            "zoom");
    private static final Map<String, String> ALIASES = Aliases.to(
                    "time", "start time", "started at", "call start", "date time", "timestamp")
            .and("user", "agent", "user id", "agent id", "user email", "agent email", "extension", "login", "owner")
            .and("direction", "call direction", "call type")
            .and("session_id", "call id", "id")
            .and("ani", "from", "from number", "caller", "caller number")
            .and("dnis", "to", "to number", "callee", "callee number", "called number")
            .and("duration", "duration seconds", "call duration")
            .map();

    @Override
    public String name() {
        return "standard";
    }

    @Override
    public NameReading read(String baseName, ZoneId zone) {
        if (beginsLikeDate(baseName)) {
            return dated(baseName, zone);
        }
        return new Understood(withoutSource(baseName), Facts.NONE);
    }

    @Override
    public Map<String, String> aliases() {
        return ALIASES;
    }

    private static boolean beginsLikeDate(String name) {
        if (name.length() < DATE_LENGTH || name.charAt(8) != '-') {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            if (i != 8 && !isDigit(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static NameReading dated(String name, ZoneId zone) {
        if (name.length() <= DATE_LENGTH + 1 || name.charAt(DATE_LENGTH) != '_') {
            return new NotUnderstood("the name begins with a date and a time but no _ and user follow;"
                    + " expected yyyyMMdd-HHmmss_user");
        }
        try {
            return new Understood(
                    name, Names.facts(localTime(name).atZone(zone).toInstant(), name.substring(DATE_LENGTH + 1)));
        } catch (DateTimeException e) {
            return new NotUnderstood("the name begins with " + name.substring(0, DATE_LENGTH)
                    + ", which is no date and time;" + " expected yyyyMMdd-HHmmss_user with a 24-hour clock");
        }
    }

    /** The time that a name begins with; a DateTimeException if it is none. */
    static LocalDateTime localTime(String name) {
        int second = number(name, 13, 15);
        if (second > 60) {
            throw new DateTimeException("second");
        }
        return LocalDateTime.of(
                        number(name, 0, 4),
                        number(name, 4, 6),
                        number(name, 6, 8),
                        number(name, 9, 11),
                        number(name, 11, 13),
                        Math.min(second, 59))
                .plusSeconds(second == 60 ? 1 : 0);
    }

    private static int number(String name, int from, int to) {
        return Integer.parseInt(name, from, to, 10);
    }

    private static String withoutSource(String name) {
        int end = name.indexOf('_');
        boolean prefixed = end > 0
                && end < name.length() - 1
                && SOURCES.contains(name.substring(0, end).toLowerCase(Locale.ROOT));
        return prefixed ? name.substring(end + 1) : name;
    }
}
