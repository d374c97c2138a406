package dev.tandem.sftp;

import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One folder's entries, a few packets of them at a time. A name that is not valid UTF-8 is shown with U+FFFD in it, as those
 * of local folders are; one that is no path segment is shown as it is. Neither reaches a file.
 */
final class Listing {
    /** Of a short listing little is asked for ahead, of a long one much. */
    private static final int FIRST_DEPTH = 2;

    private static final int DEPTH = 32;

    /** What part of the depth is asked for at once. */
    private static final int AT_ONCE = 4;

    private static final int MOST_EMPTY = 64;

    private final SftpChannel channel;
    private final RemotePaths paths;
    private final String folder;
    private final Consumer<? super RemoteFile> each;

    private final Deque<Reply> arrived = new ArrayDeque<>();
    private final List<RemoteFile> bare = new ArrayList<>();
    private int depth = FIRST_DEPTH;
    private int underWay;
    private int empty;
    private boolean ended;
    private @Nullable TransportException failure;

    Listing(SftpChannel channel, RemotePaths paths, String folder, Consumer<? super RemoteFile> each) {
        this.channel = channel;
        this.paths = paths;
        this.folder = folder;
        this.each = each;
    }

    void run() throws TransportException, Broken {
        byte[] path = paths.wire(folder);
        Reply opened = channel.get(then -> channel.openFolder(path, then));
        if (opened.isStatus()) {
            throw Status.refusal("list", opened.status());
        }
        byte[] handle = opened.handle();
        boolean orderly = false;
        try {
            readAll(handle);
            orderly = true;
        } finally {
            // What is still to be answered then is answered to nobody.
            ended = true;
            if (!channel.isBroken()) {
                leave(handle, orderly);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void leave(byte[] handle, boolean orderly) throws Broken {
        try {
            channel.forget(handle);
            channel.flush();
        } catch (Broken e) {
            channel.close();
            if (orderly) {
                throw e;
            }
        }
    }

    private void readAll(byte[] handle) throws Broken, TransportException {
        while (!ended || underWay > 0 || !arrived.isEmpty()) {
            askAhead(handle);
            if (arrived.isEmpty()) {
                channel.pump();
            } else {
                channel.flush();
                show(arrived.remove());
            }
        }
    }

    /** Asks for several packets at once where many are under way: each request sent alone wakes the server for itself. */
    private void askAhead(byte[] handle) throws Broken {
        int wanted = depth - underWay - arrived.size();
        if (ended || wanted < depth / AT_ONCE) {
            return;
        }
        for (int i = 0; i < wanted; i++) {
            underWay++;
            channel.readFolder(handle, this::take);
        }
    }

    private void take(Reply reply) throws Broken {
        underWay--;
        if (!reply.isStatus()) {
            arrived.add(reply);
            depth = Math.min(depth + 1, DEPTH);
        } else if (!ended) {
            // Those that were asked for after the end may be refused in any way.
            ended = true;
            int code = reply.status();
            if (code != Status.EOF) {
                failure = Status.refusal("list", code == Status.NO_SUCH_FILE ? Status.FAILURE : code);
            }
        }
    }

    private void show(Reply reply) throws Broken, TransportException {
        int count = reply.names();
        empty = count == 0 ? empty + 1 : 0;
        if (empty > MOST_EMPTY) {
            throw Broken.nonsense("a listing that goes on without names");
        }
        for (int i = 0; i < count; i++) {
            String name = text(reply.string());
            reply.string();
            Attributes attributes = reply.nextAttributes();
            if (name.equals(".") || name.equals("..")) {
                continue;
            }
            RemoteFile entry = attributes.named(name);
            if (attributes.isWhole() || !Transport.isName(name)) {
                each.accept(entry);
            } else {
                bare.add(entry);
            }
        }
        lookAtBare();
    }

    private static String text(Reply.Slice name) {
        return new String(name.bytes(), name.offset(), name.length(), StandardCharsets.UTF_8);
    }

    /** Looks at entries that the listing told too little of. */
    private void lookAtBare() throws Broken, TransportException {
        if (bare.isEmpty()) {
            return;
        }
        List<RemoteFile> found = new ArrayList<>();
        List<Jobs.Job> jobs = new ArrayList<>();
        for (RemoteFile entry : bare) {
            byte[] path = paths.wire(folder.isEmpty() ? entry.name() : folder + "/" + entry.name());
            jobs.add((on, done) -> on.lstat(path, reply -> {
                look(entry, reply, found);
                done.run();
            }));
        }
        bare.clear();
        Jobs.run(channel, jobs);
        found.forEach(each);
    }

    private void look(RemoteFile entry, Reply reply, List<RemoteFile> found) throws Broken {
        if (!reply.isStatus()) {
            found.add(reply.attributes().named(entry.name()));
            return;
        }
        int code = reply.status();
        if (!Status.isMissing(code)) {
            failure = Status.refusal("list", code);
        }
    }
}
