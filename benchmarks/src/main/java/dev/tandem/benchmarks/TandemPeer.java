package dev.tandem.benchmarks;

import dev.tandem.cli.csv.CsvTables;
import dev.tandem.cli.csv.LinksFile;
import dev.tandem.link.Link;
import dev.tandem.link.Linker;
import dev.tandem.link.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tandem, told nothing. */
final class TandemPeer implements Peer {
    @Override
    public String name() {
        return "tandem";
    }

    @Override
    public boolean large() {
        return true;
    }

    @Override
    public long link(Path folder, Path links) throws IOException {
        WeighedPairs pairs = WeighedPairs.listen();
        CompletableFuture<Table> right =
                CompletableFuture.supplyAsync(() -> CsvTables.read(folder.resolve("right.csv"), rows -> {}));
        Table left = CsvTables.read(folder.resolve("left.csv"), rows -> {});
        List<Link> found = Linker.builder()
                .threads(PeerRun.THREADS)
                .build()
                .link(left, right.join())
                .links();
        LinksFile.write(links, found);
        return pairs.counts().stream().mapToLong(count -> count).max().orElse(UNKNOWN);
    }
}
