package dev.tandem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with a configuration and the inbox of one feed. */
record World(Path folder) {
    static final String RULES = """
            ledger: {type: sqlite, path: tandem.db}
            sink: {type: directory, path: calls}
            interval: 50ms
            feeds:
              acme: {source: inbox, settle: 100ms}
            """;

    static World in(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("inbox"));
        World world = new World(folder);
        world.write("tandem.yaml", RULES);
        return world;
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    Path configuration() {
        return folder.resolve("tandem.yaml");
    }

    void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** A recording and its metadata. */
    void call(String name) throws IOException {
        write("inbox/" + name + ".wav", "RIFF " + name);
        write("inbox/" + name + ".json", "{\"direction\": \"inbound\", \"note\": \"" + name + "\"}");
    }

    /** Every file with its size, its time and its content, and every folder. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.forEach(path -> all.put(folder.relativize(path).toString(), describe(path)));
        }
        return all;
    }

    private static String describe(Path path) {
        try {
            return Files.isDirectory(path)
                    ? "folder " + Files.getLastModifiedTime(path)
                    : Files.getLastModifiedTime(path) + " " + Arrays.hashCode(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many calls lie in the sink, where others may be arriving. */
    long delivered() throws IOException {
        return deliveries().size();
    }

    /** The {@code call.json} of each call that lies whole in the sink, where others may be arriving. */
    List<Path> deliveries() throws IOException {
        List<Path> calls = new ArrayList<>();
        Files.walkFileTree(folder.resolve("calls"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean arriving = directory.getFileName().toString().startsWith(".");
                return arriving ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith("call.json")) {
                    calls.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return calls;
    }
}
