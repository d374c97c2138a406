package dev.tandem.dialer;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.NameReading.NotUnderstood;
import dev.tandem.spi.NameReading.Understood;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names {@code ringcentral}: {@code ringcentral_BXyT30eVTWIZjUA}, the same id alone, downloads from the portal such as
 * {@code 20251104-133555_302_(252)555-0186_Outgoing_Auto_2243071124051}, and the standard names.
 */
public final class RingCentralNames implements DialerFormat {
    private static final Pattern DOWNLOAD = Pattern.compile(
            "\\d{8}-\\d{6}(?:_(?<ext>\\d{1,8}))?_(?<phone>[^_]+)_(?<way>Incoming|Outgoing)_Auto_(?<id>[0-9A-Za-z-]+)");
    private static final Map<String, String> ALIASES = Aliases.to("time", "start time")
            .and("user", "extension", "extension number", "user", "owner")
            .and("session_id", "telephony session id", "id")
            .and("ani", "from", "from phone number")
            .and("dnis", "to", "to phone number")
            .map();

    private final StandardNames standard = new StandardNames();

    @Override
    public String name() {
        return "ringcentral";
    }

    @Override
    public NameReading read(String baseName, ZoneId zone) {
        Matcher download = DOWNLOAD.matcher(baseName);
        if (!download.matches()) {
            return standard.read(baseName, zone);
        }
        try {
            Instant time = StandardNames.localTime(baseName).atZone(zone).toInstant();
            return new Understood(download.group("id"), facts(download, time));
        } catch (DateTimeException e) {
            return new NotUnderstood("the name begins with no date and time; expected yyyyMMdd-HHmmss");
        }
    }

    private static Facts facts(Matcher download, Instant time) {
        boolean inbound = download.group("way").equals("Incoming");
        String phone = download.group("phone");
        return new Facts(
                time,
                download.group("ext"),
                inbound ? Direction.INBOUND : Direction.OUTBOUND,
                download.group("id"),
                inbound ? phone : null,
                inbound ? null : phone,
                null);
    }

    @Override
    public Map<String, String> aliases() {
        return ALIASES;
    }
}
