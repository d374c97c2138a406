package dev.tandem.folder;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** A folder on this machine. Moves are one rename, so that no one sees half a file. */
final class LocalTransport implements Transport {
    private final Path root;

    LocalTransport(Path root) {
        this.root = root;
    }

    @Override
    public void list(String folder, Consumer<? super RemoteFile> each) throws TransportException {
        Path directory = resolve(folder);
        if (!folder.isEmpty() && Files.isSymbolicLink(directory)) {
            throw new TransportException(Reason.ACCESS_DENIED, "list: a link");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                try {
                    each.accept(describe(entry));
                } catch (NoSuchFileException e) {
                    // It went between the listing and the look: then it is not there.
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new TransportException(Reason.UNAVAILABLE, "list: broke off");
        } catch (IOException e) {
            throw failure("list", e);
        }
    }

    @Override
    public RemoteFile stat(String path) throws TransportException {
        try {
            return describe(resolve(path));
        } catch (IOException e) {
            throw failure("stat", e);
        }
    }

    private static RemoteFile describe(Path entry) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Path name = entry.getFileName();
        Instant modified = attributes.lastModifiedTime().toInstant();
        return new RemoteFile(
                name == null ? "" : name.toString(),
                kind(attributes),
                attributes.size(),
                modified,
                modified.toString());
    }

    private static RemoteFile.Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return RemoteFile.Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return RemoteFile.Kind.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? RemoteFile.Kind.LINK : RemoteFile.Kind.OTHER;
    }

    @Override
    public InputStream read(String path) throws TransportException {
        Path file = resolve(path);
        try {
            if (kind(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                    != RemoteFile.Kind.FILE) {
                throw new TransportException(Reason.ACCESS_DENIED, "read: not a regular file");
            }
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    @Override
    public void move(String from, String to) throws TransportException {
        Path source = resolve(from);
        Path target = resolve(to);
        try {
            makeFolder(target);
            // A rename would silently replace the target. Only we make files there, so looking first is enough.
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new TransportException(Reason.ALREADY_EXISTS, "move: the target exists");
            }
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure("move", e);
        }
    }

    @Override
    public void delete(String path) throws TransportException {
        try {
            Files.delete(resolve(path));
        } catch (IOException e) {
            throw failure("delete", e);
        }
    }

    @Override
    public void write(String path, byte[] content) throws TransportException {
        Path target = resolve(path);
        try {
            makeFolder(target);
            Path temporary = target.resolveSibling(".tandem-" + UUID.randomUUID() + ".tmp");
            try {
                Files.write(temporary, content);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failure("write", e);
        }
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public void close() {}

    private static void makeFolder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
        }
    }

    /** The local path for a path in the root, none of whose folders is a link that could lead out of it. */
    private Path resolve(String path) throws TransportException {
        Path resolved = root;
        if (path.isEmpty()) {
            return resolved;
        }
        for (String segment : path.split("/", -1)) {
            if (!resolved.equals(root) && Files.isSymbolicLink(resolved)) {
                throw new TransportException(Reason.ACCESS_DENIED, "a folder on the path is a link");
            }
            resolved = resolved.resolve(segment(segment));
        }
        return resolved;
    }

    private Path segment(String segment) throws TransportException {
        boolean special = segment.isEmpty() || segment.equals(".") || segment.equals("..");
        try {
            Path one = root.getFileSystem().getPath(segment);
            if (!special && !one.isAbsolute() && one.getNameCount() == 1) {
                return one;
            }
        } catch (InvalidPathException e) {
            // Falls through: NUL, or a character that this machine's file names cannot have.
        }
        throw new TransportException(Reason.INVALID_NAME, "a name on the path is no plain file name");
    }

    /** Keeps the paths in a FileSystemException's message out of ours. */
    private static TransportException failure(String operation, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new TransportException(Reason.NOT_FOUND, operation + ": no such file");
        }
        if (e instanceof FileAlreadyExistsException) {
            return new TransportException(Reason.ALREADY_EXISTS, operation + ": already exists");
        }
        if (e instanceof AccessDeniedException || e instanceof NotDirectoryException) {
            return new TransportException(Reason.ACCESS_DENIED, operation + ": permission denied");
        }
        String why = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
        String text = why == null ? e.getClass().getSimpleName() : why;
        boolean full = text.toLowerCase(Locale.ROOT).contains("no space left");
        return new TransportException(full ? Reason.NO_SPACE : Reason.UNAVAILABLE, operation + ": " + text);
    }
}
