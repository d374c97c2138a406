package dev.tandem.cli;

import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "tandem.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}); see docs/configuration.md.")
    private Path file = Path.of("tandem.yaml");

    Configuration read(Host host) throws ConfigurationMistakes {
        return Configuration.read(file, host.secrets(), host.home());
    }
}
