package dev.tandem.sftp;

import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Moves many files at once. Those that touch the same place go one after the other, since a server may do in any order
 * what is under way at once; places that a server could take for the same count as the same.
 */
final class MoveRun {
    private final RemotePaths paths;
    private final Folders folders;
    private final List<Move> moves;
    private final Batch batch;

    MoveRun(RemotePaths paths, Folders folders, List<Move> moves, Batch batch) {
        this.paths = paths;
        this.folders = folders;
        this.moves = moves;
        this.batch = batch;
    }

    void run(SftpChannel channel) throws Broken {
        batch.checkFolders(channel, folders, i -> moves.get(i).from(), false);
        batch.checkFolders(channel, folders, i -> moves.get(i).to(), true);
        List<Integer> round = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        for (int i : batch.open().toArray()) {
            Move move = moves.get(i);
            if (touched.contains(place(move.from())) || touched.contains(place(move.to()))) {
                run(channel, round);
                round.clear();
                touched.clear();
            }
            touched.add(place(move.from()));
            touched.add(place(move.to()));
            round.add(i);
        }
        run(channel, round);
    }

    private static String place(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private void run(SftpChannel channel, List<Integer> round) throws Broken {
        List<MoveJob> jobs = new ArrayList<>();
        for (int i : round) {
            jobs.add(job(moves.get(i)));
        }
        try {
            Jobs.run(channel, jobs);
        } finally {
            for (int n = 0; n < jobs.size(); n++) {
                var result = jobs.get(n).result();
                if (result != null) {
                    batch.put(round.get(n), result);
                }
            }
        }
    }

    private MoveJob job(Move move) {
        try {
            return new MoveJob(
                    paths.wire(move.from()), paths.wire(move.to()), RemotePaths.name(move.to()), folders::doubt);
        } catch (TransportException e) {
            throw new IllegalArgumentException("the paths were checked", e);
        }
    }
}
