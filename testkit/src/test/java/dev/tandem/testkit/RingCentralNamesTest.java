package dev.tandem.testkit;

import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.Plugins;
import java.util.List;

class RingCentralNamesTest extends DialerFormatContract {
    @Override
    protected DialerFormat format() {
        return Plugins.load().get(DialerFormat.class, "ringcentral");
    }

    @Override
    protected List<String> understood() {
        return List.of(
                "ringcentral_BXyT30eVTWIZjUA",
                "20251104-133555_302_(252)555-0186_Outgoing_Auto_2243071124051",
                "20251104-133555_+12525550186_Incoming_Auto_99",
                "20260301-120000_2143");
    }

    @Override
    protected List<String> notUnderstood() {
        return List.of("20251304-133555_302_(252)555-0186_Outgoing_Auto_2243071124051");
    }
}
