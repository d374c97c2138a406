package dev.tandem.sftp.drop;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The folder of complete files that a feed reads. Only regular files whose names an upload may have are seen in it. */
final class Inbox {
    /** How much is in it. */
    record Amount(long bytes, int files) {}

    private final Path folder;

    Inbox(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Where a file of a checked name lies. */
    Path file(String name) throws Refusal {
        try {
            Path one = folder.getFileSystem().getPath(name);
            if (!one.isAbsolute() && one.getNameCount() == 1) {
                return folder.resolve(one);
            }
        } catch (InvalidPathException e) {
            // Falls through: this machine's file names cannot have one of its characters.
        }
        throw Refusal.denied("the server cannot store a file of that name; use letters, digits, - _ . and @");
    }

    @Nullable
    Entry find(String name) throws IOException {
        if (DropName.isTemporary(name)) {
            return null;
        }
        return describe(file(name));
    }

    private static @Nullable Entry describe(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String name = file.getFileName().toString();
            return attributes.isRegularFile()
                    ? new Entry(
                            name,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant())
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    Amount amount() throws IOException {
        long bytes = 0;
        int files = 0;
        try (Listing listing = list()) {
            for (Entry entry = listing.next(); entry != null; entry = listing.next()) {
                bytes += entry.size();
                files++;
            }
        }
        return new Amount(bytes, files);
    }

    @SuppressWarnings("StreamResourceLeak") // The listing closes it.
    Listing list() throws IOException {
        return new Listing(Files.newDirectoryStream(folder));
    }

    /** A listing under way, in bounded memory. Used by one thread at a time; whoever opened it closes it. */
    static final class Listing implements Closeable {
        private final DirectoryStream<Path> stream;
        private final Iterator<Path> files;

        private Listing(DirectoryStream<Path> stream) {
            this.stream = stream;
            this.files = stream.iterator();
        }

        /** Null at the end. */
        @Nullable
        Entry next() throws IOException {
            try {
                while (files.hasNext()) {
                    Path file = files.next();
                    String name = file.getFileName().toString();
                    Entry entry = DropName.isTemporary(name) || DropName.wrong(name) != null ? null : describe(file);
                    if (entry != null) {
                        return entry;
                    }
                }
                return null;
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
