package dev.tandem.sftp;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way: looked at, opened, read in order, looked at again. Begun anew on another channel, it goes on after
 * the last byte that it handed over, if the file is still the same.
 */
final class FileCopy {
    private static final int MOST_OPENS = 3;

    private final Copy copy;
    private final byte[] path;
    private final CopyRun run;
    private @Nullable Attempt<RemoteFile> result;
    private @Nullable Attributes expected;
    private long delivered;
    private int opens;

    private byte @Nullable [] handle;
    private @Nullable ReadAhead reading;
    private boolean verified;

    FileCopy(Copy copy, byte[] path, CopyRun run) {
        this.copy = copy;
        this.path = path;
        this.run = run;
    }

    @Nullable
    Attempt<RemoteFile> result() {
        return result;
    }

    long delivered() {
        return delivered;
    }

    /** Begins, or begins anew on another channel. */
    void look(SftpChannel channel) throws Broken {
        handle = null;
        reading = null;
        verified = false;
        opens = 0;
        channel.lstat(path, this::looked);
    }

    private void looked(Reply reply) throws Broken {
        run.looked();
        try {
            Attributes now = Opening.regular(reply);
            if (expected != null) {
                Opening.unchanged(expected, now);
            }
            expected = now;
            run.ready(this);
        } catch (TransportException e) {
            finish(Attempt.failed(e));
        }
    }

    void open(SftpChannel channel) throws Broken {
        Attributes told = Objects.requireNonNull(expected, "a file is looked at before it is opened");
        opens++;
        channel.open(path, Protocol.OPEN_READ, reply -> opened(channel, told, reply));
    }

    private void opened(SftpChannel channel, Attributes told, Reply reply) throws Broken {
        if (reply.isStatus()) {
            run.closed();
            int code = reply.status();
            // Servers that allow few open files at once say no more than this.
            if (code != Status.FAILURE || opens >= MOST_OPENS || !run.again(this)) {
                finish(Attempt.failed(Status.refusal("read", code)));
            }
            return;
        }
        byte[] opened = reply.handle();
        handle = opened;
        channel.fstat(opened, answer -> verify(channel, told, answer));
        long to = Math.max(Math.min(copy.limit(), told.size()), delivered);
        boolean whole = copy.limit() > told.size();
        reading = new ReadAhead(channel, opened, new ReadAhead.Part(delivered, to, whole), run.budget());
        run.hungry(this);
    }

    private void verify(SftpChannel channel, Attributes told, Reply reply) throws Broken {
        if (handle == null) {
            return;
        }
        try {
            Opening.verify(reply, told);
            verified = true;
            move(channel);
        } catch (TransportException e) {
            fail(channel, e);
        }
    }

    /** Asks for the next bytes; false if there are no more to ask for. */
    boolean ask(SftpChannel channel) throws Broken {
        ReadAhead from = reading;
        Runnable then = () -> run.arrived(this);
        return from != null && from.ask(then);
    }

    /** Hands over what arrived, and goes on to the end if this is it. */
    void move(SftpChannel channel) throws Broken {
        ReadAhead from = reading;
        byte[] opened = handle;
        if (from == null || opened == null) {
            return;
        }
        try {
            for (Reply.Slice next = from.poll(); next != null; next = from.poll()) {
                copy.write(next.bytes(), next.offset(), next.length());
                delivered = from.position();
            }
        } catch (TransportException e) {
            fail(channel, e);
            return;
        }
        TransportException failure = from.failure();
        if (failure != null) {
            fail(channel, failure);
        } else if (from.isDone() && verified) {
            leave(channel);
            channel.lstat(path, this::lookedAgain);
        }
    }

    private void lookedAgain(Reply reply) throws Broken {
        finish(
                reply.isStatus()
                        ? Attempt.failed(Status.refusal("read", reply.status()))
                        : Attempt.of(reply.attributes().named(RemotePaths.name(copy.path()))));
    }

    private void fail(SftpChannel channel, TransportException why) throws Broken {
        leave(channel);
        finish(Attempt.failed(why));
    }

    private void leave(SftpChannel channel) throws Broken {
        if (reading != null) {
            reading.abandon();
            reading = null;
        }
        byte[] opened = handle;
        if (opened != null) {
            handle = null;
            channel.forget(opened);
            run.closed();
        }
    }

    void finish(Attempt<RemoteFile> with) {
        result = with;
        run.finished();
    }
}
