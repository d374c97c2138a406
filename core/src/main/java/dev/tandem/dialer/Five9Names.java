package dev.tandem.dialer;

import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.NameReading.Understood;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names {@code five9}: {@code 4435550133 by jdoe @ 7_16_55 AM}, with whatever follows the clock, and the standard
 * names. Such a name tells the user alone: it has no date, and its number is the one that was dialled or that called, by a
 * direction that only the metadata knows. Time, direction, session id, ANI and DNIS come from the fields of a Call Log.
 */
public final class Five9Names implements DialerFormat {
    // Anchored on the clock: since August 2026 names carry digits after it without a separator.
    private static final Pattern CALL =
            Pattern.compile("\\S* by (?<login>\\S*) @ \\d{1,2}_\\d{2}_\\d{2} [AP]M.*", Pattern.DOTALL);
    private static final Map<String, String> ALIASES = Aliases.to("time", "timestamp", "start time")
            .and("user", "agent", "agent email", "user id")
            .and("direction", "call type")
            .and("session_id", "session", "Five9__Five9SessionId__c")
            .and("ani", "Five9__Five9ANI__c")
            .and("dnis", "Five9__Five9DNIS__c")
            .and("duration", "call time")
            .map();

    private final StandardNames standard = new StandardNames();

    @Override
    public String name() {
        return "five9";
    }

    @Override
    public NameReading read(String baseName, ZoneId zone) {
        Matcher call = CALL.matcher(baseName);
        if (!call.matches()) {
            return standard.read(baseName, zone);
        }
        String login = call.group("login");
        return new Understood(baseName, Names.facts(null, login.isEmpty() ? null : login));
    }

    @Override
    public Map<String, String> aliases() {
        return ALIASES;
    }
}
