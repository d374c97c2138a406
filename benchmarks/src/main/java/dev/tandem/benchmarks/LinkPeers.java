package dev.tandem.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Links tables that {@link LinkLoad} made of people, from CSV to links, by Tandem and by others, one after the other, each in a
 * process of its own: {@code LinkPeers FOLDER SMALL_FOLDER [PEER...]}. All link the small tables, those that are up to it the
 * others too. The others are told which columns go together, how to make their values comparable, and mostly how much each
 * weighs; all of that Tandem finds.
 */
public final class LinkPeers {
    private LinkPeers() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> known = PeerRun.PEERS.stream().map(Peer::name).toList();
        List<String> wanted = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : known;
        if (arguments.length < 2 || !known.containsAll(wanted)) {
            System.err.println("usage: LinkPeers FOLDER SMALL_FOLDER [PEER...], of " + String.join(", ", known));
            System.exit(2);
        }
        for (Path folder : List.of(Path.of(arguments[1]), Path.of(arguments[0]))) {
            for (Peer peer : PeerRun.PEERS) {
                boolean small = folder.equals(Path.of(arguments[1]));
                if (wanted.contains(peer.name()) && (small || peer.large())) {
                    int code = new ProcessBuilder(command(peer, folder))
                            .inheritIO()
                            .start()
                            .waitFor();
                    if (code != 0) {
                        Load.print("%-14s %s: failed with code %d", peer.name(), folder.getFileName(), code);
                    }
                }
            }
        }
    }

    /** The command of a peer's process, with the memory that this one may have. */
    static List<String> command(Peer peer, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath(), PeerRun.class.getName(), peer.name(), folder.toString()));
        if (peer instanceof FuzzyMatcherPeer) {
            // Duke needs Lucene 4, fuzzy-matcher Lucene 8: what comes first is used.
            int path = command.indexOf("-cp") + 1;
            command.set(
                    path, built().resolve("lucene8") + File.separator + "*" + File.pathSeparator + command.get(path));
        }
        return command;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Where this was built. */
    private static Path built() {
        try {
            Path place = Path.of(LinkPeers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(place.getParent(), "built in no folder");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
