package dev.tandem.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Label;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvPairsTest {
    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("pairs.csv"), content);
    }

    @Test
    void theTruthIsEveryPairOnce() throws IOException {
        assertThat(CsvPairs.truth(file("right_id,note,left_id\n1,x,a\n2,,b\n1,y,a\n")))
                .containsExactly(new Pair("a", "1"), new Pair("b", "2"));
    }

    @Test
    void pairsWithoutAVerdictBelongTogether() throws IOException {
        assertThat(CsvPairs.labels(file("left_id,right_id\na,1\n"))).containsExactly(new Label("a", "1", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"match", "decision", "label"})
    void aVerdictIsYesOrNoOrStillOpen(String column) throws IOException {
        assertThat(CsvPairs.labels(file(
                        "left_id,right_id," + column + "\na,1,yes\nb,2,no\nc,3,review\nd,4,LINK\ne,5,0\nf,6,\ng,7\n")))
                .containsExactly(
                        new Label("a", "1", true),
                        new Label("b", "2", false),
                        new Label("d", "4", true),
                        new Label("e", "5", false));
    }

    @Test
    void anotherWordIsToldWithItsLine() {
        assertThatThrownBy(() -> CsvPairs.labels(file("left_id,right_id,match\na,1,yes\nb,2,perhaps\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pairs.csv:3: says 'perhaps'; expected yes or no");
    }

    @Test
    void yesAndNoOfOnePairIsTold() {
        assertThatThrownBy(() -> CsvPairs.labels(file("left_id,right_id,match\na,1,yes\na,1,yes\na,1,no\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pairs.csv:4: says no, but an earlier line yes, of the same pair");
    }

    @Test
    void aColumnOrAnIdThatIsMissingIsTold() {
        assertThatThrownBy(() -> CsvPairs.truth(file("left,right\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no column is named left_id; found left, right");
        assertThatThrownBy(() -> CsvPairs.truth(file("left_id,right_id\na,1\nb\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pairs.csv:3: has no right_id");
    }
}
