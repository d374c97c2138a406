package dev.tandem.testkit;

import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.Plugins;
import java.util.List;

class StandardNamesTest extends DialerFormatContract {
    @Override
    protected DialerFormat format() {
        return Plugins.load().get(DialerFormat.class, "standard");
    }

    @Override
    protected List<String> understood() {
        return List.of(
                "20260301-120000_2143",
                "20260301-120060_joe_baducci",
                "20261101-013000_joe@example.org",
                "BXyT30eVTWIZjUA",
                "ringcentral_AXyT30eVTWIZjUA");
    }

    @Override
    protected List<String> notUnderstood() {
        return List.of("20260301-250000_2143", "20260301-120000", "20260230-120000_2143", "20260301-120061_2143");
    }
}
