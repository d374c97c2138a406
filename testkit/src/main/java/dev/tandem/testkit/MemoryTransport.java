package dev.tandem.testkit;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import dev.tandem.testkit.Faults.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an engine sees of a {@link MemoryFolder}. */
final class MemoryTransport implements Transport {
    private final MemoryFolder folder;
    private boolean closed;

    MemoryTransport(MemoryFolder folder) {
        this.folder = folder;
        folder.hold(1);
    }

    @Override
    public boolean isLocal() {
        return folder.isLocal();
    }

    @Override
    public void list(String path, Consumer<? super RemoteFile> each) throws TransportException {
        Fault fault = begin(Operation.LIST, path, "");
        List<String> entries = entries(path);
        for (int i = 0; i < entries.size(); i++) {
            if (i == fault.end()) {
                throw new TransportException(Reason.UNAVAILABLE, "list: broke off");
            }
            RemoteFile entry = describe(entries.get(i));
            if (entry != null) {
                each.accept(entry);
            }
            if (i == 0) {
                fault.interfere();
            }
        }
        if (fault.end() != Integer.MAX_VALUE) {
            throw new TransportException(Reason.UNAVAILABLE, "list: broke off");
        }
        fault.after();
    }

    private List<String> entries(String path) throws TransportException {
        synchronized (folder) {
            if (!path.isEmpty() && require(path, "list").kind != RemoteFile.Kind.DIRECTORY) {
                throw new TransportException(Reason.ACCESS_DENIED, "list: not a folder");
            }
            String prefix = path.isEmpty() ? "" : path + "/";
            List<String> entries = new ArrayList<>();
            for (Map.Entry<String, MemoryFolder.Node> node :
                    folder.nodes().tailMap(prefix, false).entrySet()) {
                if (!node.getKey().startsWith(prefix)) {
                    break;
                }
                if (node.getKey().indexOf('/', prefix.length()) < 0) {
                    entries.add(node.getKey());
                }
            }
            return entries;
        }
    }

    private @Nullable RemoteFile describe(String path) {
        synchronized (folder) {
            MemoryFolder.Node node = folder.node(path);
            return node == null ? null : node.describe(path);
        }
    }

    @Override
    public RemoteFile stat(String path) throws TransportException {
        Fault fault = begin(Operation.STAT, path, "");
        fault.interfere();
        synchronized (folder) {
            RemoteFile found = require(path, "stat").describe(path);
            fault.after();
            return found;
        }
    }

    @Override
    public InputStream read(String path) throws TransportException {
        Fault fault = begin(Operation.READ, path, "");
        synchronized (folder) {
            MemoryFolder.Node node = requireFile(path, "read");
            fault.after();
            return new Content(node, fault);
        }
    }

    @Override
    public void move(String from, String to) throws TransportException {
        Fault fault = begin(Operation.MOVE, from, to);
        requirePath(to);
        fault.interfere();
        synchronized (folder) {
            MemoryFolder.Node node = requireFile(from, "move");
            if (folder.node(to) != null) {
                throw new TransportException(Reason.ALREADY_EXISTS, "move: the target exists");
            }
            folder.nodes().remove(from);
            folder.putMoved(to, node);
        }
        fault.after();
    }

    @Override
    public List<Attempt<RemoteFile>> tagAll(List<Tag> tags) {
        return tags.stream().map(tag -> Attempt.at(() -> tag(tag))).toList();
    }

    private RemoteFile tag(Tag tag) throws TransportException {
        Fault fault = begin(Operation.TAG, tag.path(), "");
        fault.interfere();
        synchronized (folder) {
            MemoryFolder.Node node = requireFile(tag.path(), "tag");
            if (!node.version.equals(tag.version())) {
                throw new TransportException(Reason.NOT_FOUND, "tag: another version");
            }
            node.tag = tag.word();
            RemoteFile entry = node.describe(tag.path());
            fault.after();
            return entry;
        }
    }

    @Override
    public void delete(String path) throws TransportException {
        Fault fault = begin(Operation.DELETE, path, "");
        fault.interfere();
        synchronized (folder) {
            if (require(path, "delete").kind == RemoteFile.Kind.DIRECTORY) {
                throw new TransportException(Reason.ACCESS_DENIED, "delete: a folder");
            }
            folder.nodes().remove(path);
        }
        fault.after();
    }

    @Override
    public void write(String path, byte[] content) throws TransportException {
        Fault fault = begin(Operation.WRITE, path, "");
        fault.interfere();
        synchronized (folder) {
            MemoryFolder.Node there = folder.node(path);
            if (there != null && there.kind == RemoteFile.Kind.DIRECTORY) {
                throw new TransportException(Reason.ACCESS_DENIED, "write: a folder");
            }
            // A new node: whoever reads the older file reads it to its end.
            folder.nodes().remove(path);
            folder.put(path, RemoteFile.Kind.FILE, content.clone());
        }
        fault.after();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            folder.hold(-1);
        }
    }

    private Fault begin(Operation operation, String path, String target) throws TransportException {
        if (closed) {
            throw new IllegalStateException("this transport is closed");
        }
        requirePath(path);
        Fault fault = folder.faults().on(new Faults.Request(operation, path, target));
        fault.before();
        return fault;
    }

    private void requirePath(String path) throws TransportException {
        if (path.isEmpty()) {
            return;
        }
        for (String segment : path.split("/", -1)) {
            if (!Transport.isName(segment)) {
                throw new TransportException(Reason.INVALID_NAME, "a name on the path is no plain file name");
            }
        }
        synchronized (folder) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                MemoryFolder.Node parent = folder.node(path.substring(0, slash));
                if (parent != null && parent.kind != RemoteFile.Kind.DIRECTORY) {
                    throw new TransportException(Reason.ACCESS_DENIED, "a folder on the path is none");
                }
            }
        }
    }

    private MemoryFolder.Node require(String path, String operation) throws TransportException {
        MemoryFolder.Node node = folder.node(path);
        if (node == null) {
            throw new TransportException(Reason.NOT_FOUND, operation + ": no such file");
        }
        return node;
    }

    private MemoryFolder.Node requireFile(String path, String operation) throws TransportException {
        MemoryFolder.Node node = require(path, operation);
        if (node.kind != RemoteFile.Kind.FILE) {
            throw new TransportException(Reason.ACCESS_DENIED, operation + ": not a regular file");
        }
        return node;
    }

    /** A file's bytes as they are at each read, even while someone writes over them. */
    private final class Content extends InputStream {
        private final MemoryFolder.Node node;
        private final Fault fault;
        private int position;
        private boolean closed;

        Content(MemoryFolder.Node node, Fault fault) {
            this.node = node;
            this.fault = fault;
            folder.hold(1);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("this stream is closed");
            }
            if (length == 0) {
                return 0;
            }
            if (position >= fault.end()) {
                throw new IOException("read: broke off");
            }
            boolean first = position == 0;
            int most = first && fault.interferes() ? Math.max(1, node.content.length / 2) : length;
            int n;
            synchronized (folder) {
                int left = Math.min(node.content.length, fault.end()) - position;
                n = Math.min(Math.min(left, most), length);
                if (n > 0) {
                    System.arraycopy(node.content, position, buffer, offset, n);
                    position += n;
                }
            }
            if (first) {
                fault.interfere();
            }
            if (n <= 0 && fault.end() != Integer.MAX_VALUE) {
                throw new IOException("read: broke off");
            }
            return n > 0 ? n : -1;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                folder.hold(-1);
            }
        }
    }
}
