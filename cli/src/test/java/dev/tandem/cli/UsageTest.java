package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private final Program program = new Program();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "ingest", "check", "status", "link", "evaluate", "version"})
    void everyCommandHasHelpWithAnExample(String command) {
        Result result = program.run(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: tandem " + command, "Example", "  tandem " + command);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "ingest", "check", "status", "evaluate", "version"})
    void anUnknownOptionIsWrongUsage(String command) {
        Result result = program.run(command, "--frobnicate");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--frobnicate", "Usage: tandem " + command);
    }

    @Test
    void anUnknownOptionBesideTwoTablesIsWrongUsage() {
        Result result = program.run("link", "a.csv", "b.csv", "--out", "c.csv", "--frobnicate");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--frobnicate", "Usage: tandem link");
    }

    @Test
    void withoutACommandTheUsageIsShown() {
        Result result = program.run();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a command is missing", "Usage: tandem", "Exit codes:", "demo", "status");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        assertThat(program.run("injest").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "check", "status"})
    void aConfigurationThatIsNotThereIsWrong(String command) {
        Result result = program.run(command, "-c", Path.of("no", "such.yaml"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("such.yaml: there is no such file");
    }

    @Test
    void theVersionComesWithThePluginsThatAreFound() {
        Result result = program.run("version");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("tandem \\d+\\.\\d+\\.\\d+")
                .contains("Java " + Runtime.version())
                .containsPattern("formats +csv json xml yaml")
                .containsPattern("dialers +five9 ringcentral standard")
                .containsPattern("ledgers +memory sqlite")
                .containsPattern("sinks +directory");
    }
}
