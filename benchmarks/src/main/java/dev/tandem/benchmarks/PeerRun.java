package dev.tandem.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One peer on one folder, in a process of its own: {@code PeerRun PEER FOLDER}. Prints what the whole process took, up to
 * {@code links-PEER.csv}, and what is right in it.
 */
public final class PeerRun {
    static final int THREADS = 2;

    static final List<Peer> PEERS = List.of(
            new TandemPeer(),
            new SqlPeer(),
            new RulePeer(),
            new DukePeer(false),
            new DukePeer(true),
            new FuzzyMatcherPeer(),
            new JedaiPeer());

    private PeerRun() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Peer> peers = PEERS.stream().collect(Collectors.toMap(Peer::name, Function.identity()));
        Peer peer = Objects.requireNonNull(peers.get(arguments[0]), "no such peer");
        Path folder = Path.of(arguments[1]);
        Path links = folder.resolve("links-" + peer.name() + ".csv");
        long begin = System.nanoTime();
        long pairs = peer.link(folder, links);
        Load.print(
                "%-14s %s: %6.1f s, %6.1f s CPU, %s pairs; %s",
                peer.name(),
                folder.getFileName(),
                (System.nanoTime() - begin) / 1e9,
                LinkLoad.cpu(),
                pairs == Peer.UNKNOWN ? "?" : pairs,
                quality(folder.resolve("truth.csv"), links));
        // Some peers leave threads behind.
        System.exit(0);
    }

    private static String quality(Path truth, Path links) throws IOException {
        Set<String> pairs = new HashSet<>(Files.readAllLines(truth));
        long claimed = 0;
        long right = 0;
        List<String> lines = Files.readAllLines(links);
        for (String line : lines.subList(1, lines.size())) {
            if (!line.endsWith("review")) {
                String[] values = line.split(",", 3);
                claimed++;
                right += pairs.contains(values[0] + "," + values[1]) ? 1 : 0;
            }
        }
        return String.format(
                Locale.ROOT,
                "precision %.4f, recall %.4f",
                right / (double) Math.max(1, claimed),
                right / (pairs.size() - 1.0));
    }
}
