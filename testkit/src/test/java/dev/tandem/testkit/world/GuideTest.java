package dev.tandem.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.link.Table;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
    @Test
    void everyRateIsInTheGuideWithItsDefault() throws IOException {
        String guide = Files.readString(Path.of("../docs/worlds.md"));
        assertThat(Arrays.stream(Rate.values()).map(rate -> "| `" + rate + "` | " + number(rate.usual()) + " |"))
                .allSatisfy(row -> assertThat(guide).contains(row));
    }

    private static String number(double rate) {
        return rate == 0 ? "0" : String.format(Locale.ROOT, rate < .01 ? "%.3f" : "%.2f", rate);
    }

    @Test
    void everySettingIsInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("../docs/worlds.md"));
        assertThat(Stream.of(WorldSettings.Builder.class.getDeclaredMethods())
                        .filter(method -> method.getReturnType() == WorldSettings.Builder.class)
                        .map(method -> "`" + method.getName()))
                .hasSizeGreaterThan(15)
                .allSatisfy(setting -> assertThat(guide).contains(setting));
    }

    /** The program makes worlds, too, and has no test framework. */
    @Test
    void aWorldNeedsNoTestFramework() throws Exception {
        URL[] own = {
            CallWorld.class.getProtectionDomain().getCodeSource().getLocation(),
            Table.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader loader = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
            Class<?> settings = loader.loadClass(WorldSettings.class.getName());
            Object phone = settings.getMethod("phone", long.class).invoke(null, 1L);
            assertThat(loader.loadClass(CallWorld.class.getName())
                            .getMethod("of", settings)
                            .invoke(null, phone))
                    .hasToString(CallWorld.of(WorldSettings.phone(1)).toString());
        }
    }
}
