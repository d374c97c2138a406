package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkPeersTest {
    private static final Pattern FIGURES = Pattern.compile(
            "(\\S+) +\\S+: +[0-9.]+ s, +([0-9.]+) s CPU, (\\d+|\\?) pairs; precision ([0-9.]+), recall ([0-9.]+)");

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeTables() throws IOException {
        PeopleTables.write(folder, 7, 200);
    }

    static Stream<Peer> peers() {
        return PeerRun.PEERS.stream();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void everyPeerFindsMostLinksAndSaysWhatItTook(Peer peer) throws Exception {
        Path said = folder.resolve(peer.name() + ".txt");
        Process process = new ProcessBuilder(LinkPeers.command(peer, folder))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        List<MatchResult> figures =
                FIGURES.matcher(Files.readString(said)).results().toList();
        assertThat(figures).as(Files.readString(said)).hasSize(1);
        assertThat(figures.get(0).group(1)).isEqualTo(peer.name());
        assertThat(Double.parseDouble(figures.get(0).group(2))).isPositive();
        assertThat(Double.parseDouble(figures.get(0).group(4))).as("precision").isGreaterThan(.5);
        assertThat(Double.parseDouble(figures.get(0).group(5))).as("recall").isGreaterThan(.5);
    }

    @Test
    void everyPeerHasANameOfItsOwn() {
        assertThat(PeerRun.PEERS).extracting(Peer::name).doesNotHaveDuplicates();
    }
}
