package dev.tandem.testkit;

import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.Plugins;
import java.util.List;

class Five9NamesTest extends DialerFormatContract {
    @Override
    protected DialerFormat format() {
        return Plugins.load().get(DialerFormat.class, "five9");
    }

    @Override
    protected List<String> understood() {
        return List.of(
                "4435550133 by jdoe @ 7_16_55 AM",
                "4435550133 by jdoe@example.org @ 12_16_55 PM1234",
                "20260301-120000_2143");
    }

    @Override
    protected List<String> notUnderstood() {
        return List.of("20260301-250000_2143");
    }
}
