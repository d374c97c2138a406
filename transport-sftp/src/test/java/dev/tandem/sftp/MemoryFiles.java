package dev.tandem.sftp;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An SFTP server's files, in memory, served as the protocol says: answers in order, nothing over an existing file. */
final class MemoryFiles {
    static final int FILE = 0x81A4;
    static final int FOLDER = 0x41ED;
    static final int LINK = 0xA1FF;

    private static final int MOST_NAMES = 100;
    private static final int LONGEST_READ = 32 << 10;

    /** What is at a path. The size that is said of it may not be that of its content. */
    static final class Entry {
        private final int permissions;
        private final long size;
        private final int modified;
        private final byte[] content;

        private Entry(int permissions, long size, int modified, byte[] content) {
            this.permissions = permissions;
            this.size = size;
            this.modified = modified;
            this.content = content;
        }

        int permissions() {
            return permissions;
        }

        byte[] content() {
            return content;
        }

        static Entry file(byte[] content) {
            return new Entry(FILE, content.length, 1_700_000_000, content);
        }

        Entry saying(long otherSize) {
            return new Entry(permissions, otherSize, modified, content);
        }

        Entry at(int time) {
            return new Entry(permissions, size, time, content);
        }

        static Entry of(int permissions) {
            return new Entry(permissions, 0, 1_700_000_000, new byte[0]);
        }

        void writeTo(DataOutputStream out) throws IOException {
            out.writeInt(Protocol.HAS_SIZE | Protocol.HAS_PERMISSIONS | Protocol.HAS_TIMES);
            out.writeLong(size);
            out.writeInt(permissions);
            out.writeInt(modified);
            out.writeInt(modified);
        }
    }

    private record Open(String path, List<String> names) {}

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final AtomicInteger handles = new AtomicInteger();

    synchronized void put(String path, Entry entry) {
        entries.put(path, entry);
    }

    synchronized void put(String path, byte[] content) {
        put(path, Entry.file(content));
    }

    /** What is at a path; something must be. */
    synchronized Entry get(String path) {
        return Objects.requireNonNull(entries.get(path), "nothing is there");
    }

    synchronized boolean has(String path) {
        return entries.containsKey(path);
    }

    synchronized @Nullable Entry remove(String path) {
        return entries.remove(path);
    }

    synchronized List<byte[]> contents() {
        return entries.values().stream().map(Entry::content).toList();
    }

    /** How many handles were not closed. */
    int open() {
        return open.size();
    }

    synchronized void answer(SftpRequest request, SftpAnswers out) throws IOException {
        int id = request.id();
        switch (request.type()) {
            case Protocol.INIT ->
                out.packet(Protocol.VERSION_REPLY, Protocol.VERSION, body -> {
                    SftpAnswers.string(body, "posix-rename@openssh.com");
                    SftpAnswers.string(body, "1");
                });
            case Protocol.LSTAT, Protocol.STAT -> look(request.text(), id, out);
            case Protocol.READLINK ->
                out.status(id, kind(request.text()) == LINK ? Status.UNSUPPORTED : Status.FAILURE);
            case Protocol.FSTAT -> look(at(request), id, out);
            case Protocol.OPEN -> openFile(request, out);
            case Protocol.OPENDIR -> openFolder(request, out);
            case Protocol.READDIR -> readFolder(request, out);
            case Protocol.READ -> read(request, out);
            case Protocol.WRITE -> write(request, out);
            case Protocol.CLOSE -> out.status(id, open.remove(request.text()) == null ? Status.FAILURE : Status.OK);
            case Protocol.REMOVE -> out.status(id, entries.remove(request.text()) == null ? 2 : Status.OK);
            case Protocol.MKDIR -> {
                entries.putIfAbsent(request.text(), Entry.of(FOLDER));
                out.status(id, Status.OK);
            }
            case Protocol.RENAME -> rename(request.text(), request.text(), id, out);
            case Protocol.EXTENDED -> extended(request, out);
            default -> out.status(id, Status.UNSUPPORTED);
        }
    }

    private int kind(String path) {
        Entry there = entries.get(path);
        return there == null ? 0 : there.permissions();
    }

    private String at(SftpRequest request) {
        Open there = open.get(request.text());
        return there == null ? "" : there.path();
    }

    private void look(String path, int id, SftpAnswers out) throws IOException {
        Entry there = entries.get(path);
        if (there == null) {
            out.status(id, Status.NO_SUCH_FILE);
        } else {
            out.attributes(id, there);
        }
    }

    private void openFile(SftpRequest request, SftpAnswers out) throws IOException {
        String path = request.text();
        int how = request.body().getInt();
        if ((how & Protocol.OPEN_CREATE) != 0) {
            entries.put(path, Entry.file(new byte[0]));
        }
        handle(entries.containsKey(path), new Open(path, new ArrayList<>()), request.id(), out);
    }

    private void openFolder(SftpRequest request, SftpAnswers out) throws IOException {
        String path = request.text();
        String prefix = path.equals(".") ? "" : path + "/";
        List<String> names = new ArrayList<>(entries.keySet());
        names.removeIf(name -> !name.startsWith(prefix) || name.indexOf('/', prefix.length()) >= 0);
        handle(path.equals(".") || entries.containsKey(path), new Open(prefix, names), request.id(), out);
    }

    private void handle(boolean there, Open what, int id, SftpAnswers out) throws IOException {
        if (!there) {
            out.status(id, Status.NO_SUCH_FILE);
            return;
        }
        String handle = "h" + handles.incrementAndGet();
        open.put(handle, what);
        out.handle(id, handle);
    }

    private void readFolder(SftpRequest request, SftpAnswers out) throws IOException {
        Open folder = open.get(request.text());
        if (folder == null || folder.names().isEmpty()) {
            out.status(request.id(), folder == null ? Status.FAILURE : Status.EOF);
            return;
        }
        List<String> part =
                folder.names().subList(0, Math.min(MOST_NAMES, folder.names().size()));
        out.packet(Protocol.NAME, request.id(), body -> {
            body.writeInt(part.size());
            for (String path : part) {
                SftpAnswers.string(body, path.substring(folder.path().length()));
                SftpAnswers.string(body, "-rw-r--r-- long name");
                get(path).writeTo(body);
            }
        });
        part.clear();
    }

    private void read(SftpRequest request, SftpAnswers out) throws IOException {
        Entry file = entries.get(at(request));
        long offset = request.body().getLong();
        int length = Math.min(request.body().getInt(), LONGEST_READ);
        if (file == null) {
            out.status(request.id(), Status.FAILURE);
        } else if (offset >= file.content().length) {
            out.status(request.id(), Status.EOF);
        } else {
            int end = (int) Math.min(offset + length, file.content().length);
            byte[] part = Arrays.copyOfRange(file.content(), (int) offset, end);
            out.data(request.id(), part, part.length);
        }
    }

    private void write(SftpRequest request, SftpAnswers out) throws IOException {
        String path = at(request);
        int offset = (int) request.body().getLong();
        byte[] part = request.bytes();
        byte[] grown = Arrays.copyOf(get(path).content(), offset + part.length);
        System.arraycopy(part, 0, grown, offset, part.length);
        entries.put(path, Entry.file(grown));
        out.status(request.id(), Status.OK);
    }

    private void rename(String from, String to, int id, SftpAnswers out) throws IOException {
        if (!entries.containsKey(from)) {
            out.status(id, Status.NO_SUCH_FILE);
        } else if (entries.containsKey(to)) {
            out.status(id, Status.FAILURE);
        } else {
            entries.put(to, entries.remove(from));
            out.status(id, Status.OK);
        }
    }

    private void extended(SftpRequest request, SftpAnswers out) throws IOException {
        if (!request.text().equals("posix-rename@openssh.com")) {
            out.status(request.id(), Status.UNSUPPORTED);
            return;
        }
        String from = request.text();
        entries.put(request.text(), entries.remove(from));
        out.status(request.id(), Status.OK);
    }
}
