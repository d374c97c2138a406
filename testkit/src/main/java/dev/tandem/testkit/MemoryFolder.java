package dev.tandem.testkit;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of files in memory, with the customer's hand on it: these methods do what other programs do to a folder, at
 * once and without fault. What an engine sees of it, and suffers from it, goes through {@link #open}. Paths are relative,
 * with {@code /} between segments; folders are made as needed. Used by several threads at once.
 */
public final class MemoryFolder {
    private final Clock clock;
    private final NavigableMap<String, Node> nodes = new TreeMap<>();
    private volatile Faults faults = Faults.NONE;
    private volatile boolean local;
    private volatile boolean changesMoved;
    private long writes;
    private int handles;

    /** One entry; of a file the content changes in place, as it does where programs have it open. */
    static final class Node {
        final RemoteFile.Kind kind;
        byte[] content;
        String version;
        Instant modified;
        String tag = "";

        private Node(RemoteFile.Kind kind, byte[] content, String version, Instant modified) {
            this.kind = kind;
            this.content = content;
            this.version = version;
            this.modified = modified;
        }

        RemoteFile describe(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new RemoteFile(name, kind, content.length, modified, version);
        }
    }

    /** @param clock gives the times of modification */
    public MemoryFolder(Clock clock) {
        this.clock = clock;
    }

    /** What goes wrong from now on in every transport of this folder. */
    public void faults(Faults faults) {
        this.faults = faults;
    }

    /** Whether the folder is to look as one at hand; without this, it looks far away. */
    public void local(boolean local) {
        this.local = local;
    }

    /** Whether a move gives a file a new time of modification and a new version, as a copy has them. */
    public void changesMoved(boolean changes) {
        changesMoved = changes;
    }

    boolean isLocal() {
        return local;
    }

    /** A connection to this folder, as an engine gets it. */
    public Transport open() {
        return new MemoryTransport(this);
    }

    /** Writes a file whole, over an older one if there is one. */
    public synchronized void write(String path, byte[] content) {
        put(path, RemoteFile.Kind.FILE, content.clone());
    }

    /** Goes on writing a file, or begins it. */
    public synchronized void append(String path, byte[] more) {
        byte[] before = bytes(path).orElse(new byte[0]);
        byte[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        put(path, RemoteFile.Kind.FILE, all);
    }

    /** Renames a file, over another if there is one. */
    public synchronized void rename(String from, String to) {
        Node node = nodes.remove(from);
        if (node == null || node.kind == RemoteFile.Kind.DIRECTORY) {
            throw new IllegalArgumentException("there is no such file to rename");
        }
        putMoved(to, node);
    }

    /** Removes a file or a link; whether it was there. */
    public synchronized boolean delete(String path) {
        Node node = nodes.get(path);
        return node != null && node.kind != RemoteFile.Kind.DIRECTORY && nodes.remove(path, node);
    }

    public synchronized void makeFolder(String path) {
        makeParents(path + "/");
    }

    /** Makes a link; nothing here follows one, so it needs no target. */
    public synchronized void link(String path) {
        put(path, RemoteFile.Kind.LINK, new byte[0]);
    }

    /** Makes an entry that is no file, folder or link, as a pipe is. */
    public synchronized void pipe(String path) {
        put(path, RemoteFile.Kind.OTHER, new byte[0]);
    }

    /** Sets a file's time of modification, and nothing else of it. */
    public synchronized void modified(String path, Instant modified) {
        file(path).orElseThrow(() -> new IllegalArgumentException("there is no such file")).modified = modified;
    }

    /** The content of a file; empty where there is none. */
    public synchronized Optional<byte[]> bytes(String path) {
        return file(path).map(node -> node.content.clone());
    }

    /** The word that a file is marked with; empty where there is none. */
    public synchronized String tag(String path) {
        return file(path).map(node -> node.tag).orElse("");
    }

    /** A file as a transport would show it; empty where there is none. */
    public synchronized Optional<RemoteFile> look(String path) {
        return file(path).map(node -> node.describe(path));
    }

    /** All files by path, in the order of their paths. */
    public synchronized Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        nodes.forEach((path, node) -> {
            if (node.kind == RemoteFile.Kind.FILE) {
                files.put(path, node.content.clone());
            }
        });
        return files;
    }

    /** How many transports and streams of this folder are open now. */
    public synchronized int handles() {
        return handles;
    }

    private Optional<Node> file(String path) {
        return Optional.ofNullable(nodes.get(path)).filter(node -> node.kind == RemoteFile.Kind.FILE);
    }

    void put(String path, RemoteFile.Kind kind, byte[] content) {
        makeParents(path);
        Node node = nodes.get(path);
        String version = "v" + ++writes;
        if (node != null && node.kind == kind) {
            node.content = content;
            node.version = version;
            node.tag = "";
            node.modified = clock.instant();
        } else if (node != null && node.kind == RemoteFile.Kind.DIRECTORY) {
            throw new IllegalArgumentException("a folder has this path");
        } else {
            nodes.put(path, new Node(kind, content, version, clock.instant()));
        }
    }

    void putMoved(String to, Node node) {
        makeParents(to);
        if (changesMoved) {
            node.version = "v" + ++writes;
            node.modified = clock.instant();
        }
        nodes.put(to, node);
    }

    void makeParents(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            nodes.computeIfAbsent(
                    path.substring(0, slash),
                    folder -> new Node(RemoteFile.Kind.DIRECTORY, new byte[0], "v" + ++writes, clock.instant()));
        }
    }

    // What follows is for MemoryTransport, which holds this folder's lock.

    Faults faults() {
        return faults;
    }

    NavigableMap<String, Node> nodes() {
        return nodes;
    }

    @Nullable
    Node node(String path) {
        return nodes.get(path);
    }

    synchronized void hold(int more) {
        handles += more;
    }
}
