package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Program.Result;
import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.Secrets;
import dev.tandem.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    private Path dir() {
        return folder.resolve("demo");
    }

    private Result demo() {
        return new Program().run("demo", "--dir", dir());
    }

    @Test
    void everySampleBecomesWhatItIsMeantToShow() throws IOException {
        Result result = demo();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("20260302-140512_2143\\.json +delivered")
                .containsPattern("20260302-141033_joe_baducci\\.xml +delivered")
                .containsPattern("20260302-142210_ann\\.example@example\\.org\\.csv +delivered")
                .containsPattern("20260302-143015_agent_2144\\.yaml +delivered")
                .containsPattern("ringcentral_BXyT30eVTWIZjUA\\.mp3 +delivered")
                .containsPattern("20260302-150000_agent_2145\\.wav +waiting +awaiting-metadata")
                .containsPattern("20260302-151500_agent_2146\\.json +waiting +awaiting-recording")
                .containsPattern("20260302-152000_agent_2147\\.json +refused +bad-metadata")
                .containsPattern("20260302-152000_agent_2147\\.json +delivered")
                .containsPattern("20260302-153000_agent_2148\\.aac +refused +unsupported-type")
                .containsPattern("20260302-154000_agent_2149\\.wav +waiting +conflicting-metadata")
                .containsPattern("20260302-155000_agent_2150\\.csv +refused +missing-field")
                .containsPattern("20260302-256100_agent_2151\\.wav +refused +bad-name")
                .containsPattern("archive +ignored")
                .containsPattern("joe_baducci\\.xml +updated +call .*, revision 2")
                .containsPattern("joe_baducci\\.xml +refused +update-too-late")
                .containsPattern("20260302-140512_2143\\.wav +duplicate")
                .containsPattern("20260302-140512_2143\\.wav +purged")
                .containsPattern("delivered +6 calls");
        assertThat(new World(dir()).delivered()).isEqualTo(6);
    }

    @Test
    void itsFolderIsBegunAnewAndTheSameComesOut() throws IOException {
        Result first = demo();
        Files.writeString(dir().resolve("notes.txt"), "mine");
        assertThat(demo()).isEqualTo(first);
        assertThat(dir().resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFolderThatItDidNotMakeIsLeftAlone() throws IOException {
        Files.createDirectories(dir().resolve("calls"));
        Files.writeString(dir().resolve("calls/precious"), "");
        Result result = demo();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("was not made by a demo");
        assertThat(dir().resolve("calls/precious")).exists();
    }

    @Test
    void aFeedThatIsBeingIngestedIsLeftAlone() throws Exception {
        demo();
        Configuration configuration = Configuration.read(dir().resolve("tandem.yaml"), new Secrets(Map.of()), null);
        Ledger running = configuration.ledger().openLedger(configuration.plugins());
        Result result = demo();
        running.close();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("another engine has the ledger");
        assertThat(demo().code()).isZero();
    }

    @Test
    void itsConfigurationServesTheOtherCommands() throws IOException {
        demo();
        Path configuration = dir().resolve("tandem.yaml");
        assertThat(new Program().run("status", "-c", configuration).code()).isEqualTo(1);
        assertThat(new Program().run("check", dir().resolve("inbox")).code()).isEqualTo(1);
        assertThat(new Program().run("ingest", "-c", configuration, "--once").err())
                .isEmpty();
    }

    @Test
    void theSamplesAreSmall() throws IOException {
        try (var files = Files.walk(Program.HOME.resolve("samples"))) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(bytes).isLessThan(200_000);
        }
    }

    @Test
    void withoutSamplesItSaysWhereTheyShouldBe() {
        Result result = new Program().home(folder).run("demo", "--dir", dir());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("the sample feed is not at " + folder.resolve("samples"));
        assertThat(dir()).doesNotExist();
    }
}
