package dev.tandem.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that the demo works in. It is begun anew each time, and nothing in it is deleted but what a demo made. */
final class DemoFolder {
    private static final String MARK = ".tandem-demo";
    private static final List<String> OURS =
            List.of("inbox", "calls", "tandem.yaml", "tandem.db", "tandem.db-wal", "tandem.db-shm", "tandem.db.lock");

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether it may be begun: it is not there, it is empty, or a demo made it. */
    boolean isFree() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return Files.exists(folder.resolve(MARK)) || content.findAny().isEmpty();
        }
    }

    void begin() throws IOException {
        Files.createDirectories(folder);
        for (String name : OURS) {
            delete(folder.resolve(name));
        }
        Files.writeString(
                folder.resolve(MARK),
                "Made by \"tandem demo\", which deletes and makes anew what is in this folder.\n");
        Files.createDirectory(inbox());
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    Path calls() {
        return folder.resolve("calls");
    }

    Path ledger() {
        return folder.resolve("tandem.db");
    }

    Path configuration() {
        return folder.resolve("tandem.yaml");
    }

    /** Copies what a folder holds, folders included, into the inbox. */
    void upload(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Path target = inbox().resolve(from.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
