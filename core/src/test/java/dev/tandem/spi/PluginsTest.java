package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.KeyValueFormat;
import dev.tandem.dialer.StandardNames;
import org.junit.jupiter.api.Test;

class PluginsTest {
    @Test
    void coreBringsItsOwn() {
        Plugins plugins = Plugins.load();
        assertThat(plugins.all(DialerFormat.class))
                .extracting(Plugin::name)
                .containsExactly("five9", "ringcentral", "standard");
        assertThat(plugins.find(TransportProvider.class, "file")).isPresent();
        assertThat(plugins.find(CallSinkProvider.class, "directory")).isPresent();
        assertThat(plugins.find(LedgerProvider.class, "memory")).isPresent();
        assertThat(plugins.find(Matcher.class, "common-fields")).isPresent();
    }

    @Test
    void twoOfOneKindAndNameAreRefused() {
        assertThatThrownBy(() -> Plugins.of(new KeyValueFormat(), new KeyValueFormat()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("two of kind MetadataFormat are named \"kv\"");
    }

    @Test
    void anUnknownNameListsThosePresentAndTheArtifactToAdd() {
        assertThatThrownBy(() -> Plugins.of(new StandardNames()).get(DialerFormat.class, "avaya"))
                .hasMessage("no DialerFormat is named \"avaya\"; present are standard");
        assertThatThrownBy(() -> Plugins.of().get(LedgerProvider.class, "sqlite"))
                .hasMessage("no Ledger is named \"sqlite\"; present are none; add the artifact dev.tandem:ledger-jdbc");
    }

    @Test
    void aNameOfOddCharactersIsRefused() {
        assertThatThrownBy(() -> Plugins.of(new Plugin2())).hasMessageContaining("is named \"A b\"");
    }

    private static final class Plugin2 implements DialerFormat {
        @Override
        public String name() {
            return "A b";
        }

        @Override
        public NameReading read(String baseName, java.time.ZoneId zone) {
            throw new AssertionError();
        }

        @Override
        public java.util.Map<String, String> aliases() {
            return java.util.Map.of();
        }
    }
}
