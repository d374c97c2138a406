package dev.tandem.sftp.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of uploads that are not complete. Each has an id of our own: {@code <id>.name} holds the name it was given,
 * {@code <id>.data} its bytes, which are called {@code <id>.whole} once a temporary name was closed in order. The name is
 * there before the bytes and goes after them, so that whatever a crash leaves is either an upload with a name, or rubbish.
 */
final class PartialStore {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{24})\\.(name|new|data|whole)");
    private static final int MOST_NAME_BYTES = 1024;

    private final Path folder;
    private final Disk disk;

    PartialStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** An id that sorts after those given before it by a clock that goes forward. */
    static String newId(long millis, long random) {
        return String.format(Locale.ROOT, "%012x%012x", millis & 0xffff_ffff_ffffL, random & 0xffff_ffff_ffffL);
    }

    FileChannel create(String id, String name) throws IOException {
        writeName(id, name);
        return disk.create(data(id));
    }

    /** Bytes that no later run finds again: without a name, they are rubbish to it. */
    FileChannel createNameless(String id) throws IOException {
        return disk.create(data(id));
    }

    void writeName(String id, String name) throws IOException {
        Path fresh = folder.resolve(id + ".new");
        disk.delete(fresh);
        try (FileChannel channel = disk.create(fresh)) {
            disk.write(channel, ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
            disk.force(channel);
        }
        disk.move(fresh, folder.resolve(id + ".name"));
    }

    FileChannel reopen(String id) throws IOException {
        return disk.reopen(data(id));
    }

    /** From here on the bytes are known to be all there are. */
    void seal(String id) throws IOException {
        disk.move(data(id), whole(id));
        disk.sync(folder);
    }

    void unseal(String id) throws IOException {
        disk.move(whole(id), data(id));
        disk.sync(folder);
    }

    Path data(String id) {
        return folder.resolve(id + ".data");
    }

    Path whole(String id) {
        return folder.resolve(id + ".whole");
    }

    /** Forgets an upload whose bytes have moved elsewhere. */
    void forget(String id) throws IOException {
        disk.delete(folder.resolve(id + ".name"));
    }

    void delete(String id) throws IOException {
        disk.delete(data(id));
        disk.delete(whole(id));
        forget(id);
    }

    /** What an earlier run left, the oldest first; what cannot be an upload any more is deleted. */
    List<Partial> load() throws IOException {
        List<Partial> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher matcher = FILE.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    load(matcher.group(1), matcher.group(2), found);
                }
            }
        }
        found.sort(Comparator.comparing(partial -> partial.id));
        return found;
    }

    private void load(String id, String kind, List<Partial> found) throws IOException {
        boolean named = Files.isRegularFile(folder.resolve(id + ".name"));
        switch (kind) {
            case "new" -> disk.delete(folder.resolve(id + ".new"));
            case "name" -> {
                if (!Files.isRegularFile(data(id)) && !Files.isRegularFile(whole(id))) {
                    forget(id);
                }
            }
            default -> {
                if (!named) {
                    disk.delete(folder.resolve(id + "." + kind));
                    return;
                }
                boolean whole = kind.equals("whole");
                Path bytes = whole ? whole(id) : data(id);
                Partial partial = new Partial(
                        id,
                        readName(id),
                        false,
                        Files.getLastModifiedTime(bytes).toInstant());
                partial.whole = whole;
                partial.size = Files.size(bytes);
                if (DropName.wrong(partial.name) == null) {
                    found.add(partial);
                } else {
                    delete(id);
                }
            }
        }
    }

    private String readName(String id) throws IOException {
        Path file = folder.resolve(id + ".name");
        return Files.size(file) > MOST_NAME_BYTES ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
