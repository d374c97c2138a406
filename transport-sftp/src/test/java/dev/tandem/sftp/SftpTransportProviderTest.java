package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.ProFtpdServer;
import dev.tandem.sftp.server.Wire;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the settings of a feed to its files. */
class SftpTransportProviderTest {
    @TempDir
    Path work;

    private final TransportProvider provider = Plugins.load().get(TransportProvider.class, "sftp");

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theTableOfSettingsNamesEachThatIsKnown() throws IOException {
        String table = Files.readString(Path.of("src/main/java/dev/tandem/sftp/SftpTransportProvider.java"));
        List<String> known =
                SettingsReader.names().filter(name -> !name.startsWith("jump-")).toList();
        assertThat(known).isNotEmpty().allMatch(name -> table.contains("<tr><td>{@code " + name + "}</td>"));
    }

    @Test
    void anAbsolutePathAndOneInTheHomeNameTheSameFolder() throws Exception {
        try (OpenSshServer server = OpenSshServer.in(work)) {
            Files.writeString(
                    Files.createDirectory(server.home().resolve("calls")).resolve("a.wav"), "a");
            assertThat(names(server.uri("/~/calls"), server.settings())).containsExactly("a.wav");
            assertThat(names(server.uri(server.home() + "/calls"), server.settings()))
                    .containsExactly("a.wav");
            assertThat(names(server.uri("/~"), server.settings())).containsExactly("calls");
        }
    }

    @Test
    void filesAreReadFromProFtpd() throws Exception {
        try (ProFtpdServer server = ProFtpdServer.in(work)) {
            Files.writeString(server.home().resolve("a.wav"), "a");
            assertThat(names(server.uri("/~/"), server.settings())).containsExactly("a.wav");
        }
    }

    @Test
    void oneFeedsWrongKeyIsNoOtherFeedsFailure() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Map<String, String> wrong = server.settings();
            wrong.put("host-key", "SHA256:" + "A".repeat(43));
            try (Transport bad = provider.open(server.uri("/"), Settings.of(wrong));
                    Transport good = provider.open(server.uri("/"), Settings.of(server.settings()))) {
                TransportException refusal = catchThrowableOfType(TransportException.class, () -> bad.stat("a.wav"));
                assertThat(refusal.reason()).isEqualTo(Reason.ACCESS_DENIED);
                assertThat(refusal).hasMessageContaining(server.fingerprint());
                assertThatCode(() -> good.list("", file -> {})).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aCutBetweenTwoRequestsIsNotNoticed() throws Exception {
        Files.writeString(work.resolve("a.wav"), "a");
        try (EmbeddedServer server = EmbeddedServer.over(work);
                Wire wire = Wire.to(server.port());
                Transport transport = provider.open(server.uri(wire, "/"), Settings.of(server.settings()))) {
            assertThat(transport.stat("a.wav").size()).isEqualTo(1);
            wire.cut();
            assertThat(transport.stat("a.wav").size()).isEqualTo(1);
            assertThat(wire.connections()).isEqualTo(2);
        }
    }

    @Test
    void aKeyThatIsGoneSinceTheCheckIsTold() throws Exception {
        try (OpenSshServer server = OpenSshServer.in(work)) {
            Path key = Files.writeString(work.resolve("key"), server.settings().get("private-key"));
            Settings settings =
                    Settings.of(Map.of("private-key-file", key.toString(), "host-key", server.fingerprint()));
            provider.check(server.uri("/"), settings);
            Files.delete(key);
            try (Transport transport = provider.open(server.uri("/"), settings)) {
                TransportException refusal = catchThrowableOfType(TransportException.class, () -> transport.stat("a"));
                assertThat(refusal.reason()).isEqualTo(Reason.ACCESS_DENIED);
                assertThat(refusal)
                        .hasMessageContaining("private-key-file")
                        .hasCauseInstanceOf(ConfigurationException.class);
            }
        }
    }

    private List<String> names(URI source, Map<String, String> settings) throws Exception {
        provider.check(source, Settings.of(settings));
        List<String> names = new ArrayList<>();
        try (Transport transport = provider.open(source, Settings.of(settings))) {
            transport.list("", file -> names.add(file.name()));
        }
        return names.stream().sorted().collect(Collectors.toList());
    }
}
