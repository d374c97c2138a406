package dev.tandem.sftp;

import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a small file beside its place and renames it over what is there, so that nobody sees half of it. Where the server
 * cannot replace a file in one step, the older one is removed first.
 */
final class SmallFile {
    private static final int PART = 32 << 10;
    private static final String OPERATION = "write";

    private final SftpChannel channel;
    private final byte[] temporary;
    private final byte[] target;

    SmallFile(SftpChannel channel, byte[] temporary, byte[] target) {
        this.channel = channel;
        this.temporary = temporary;
        this.target = target;
    }

    void write(byte[] content) throws Broken, TransportException {
        boolean exists = isFile();
        Reply opened = channel.get(
                then -> channel.open(temporary, Protocol.OPEN_WRITE | Protocol.OPEN_CREATE | Protocol.OPEN_NEW, then));
        if (opened.isStatus()) {
            throw Status.refusal(OPERATION, opened.status());
        }
        boolean done = false;
        try {
            fill(opened.handle(), content);
            rename(exists);
            done = true;
        } finally {
            if (!done && !channel.isBroken()) {
                channel.remove(temporary, reply -> {});
                channel.flush();
            }
        }
    }

    private boolean isFile() throws Broken, TransportException {
        Reply there = channel.get(then -> channel.lstat(target, then));
        if (!there.isStatus()) {
            if (there.attributes().kind() == Kind.FILE) {
                return true;
            }
            throw new TransportException(Reason.ACCESS_DENIED, OPERATION + ": what is there is not a regular file");
        }
        int code = there.status();
        if (!Status.isMissing(code)) {
            throw Status.refusal(OPERATION, code);
        }
        return false;
    }

    private void fill(byte[] handle, byte[] content) throws Broken, TransportException {
        List<Jobs.Job> jobs = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int at = 0; at < content.length; at += PART) {
            Reply.Slice part = new Reply.Slice(content, at, Math.min(PART, content.length - at));
            jobs.add((on, done) -> on.write(handle, part.offset(), part, reply -> {
                codes.add(reply.status());
                done.run();
            }));
        }
        Jobs.run(channel, jobs);
        if (channel.offers().sync()) {
            codes.add(channel.get(then -> channel.sync(handle, then)).status());
        }
        codes.add(channel.get(then -> channel.close(handle, then)).status());
        for (int code : codes) {
            demand(code);
        }
    }

    private void rename(boolean exists) throws Broken, TransportException {
        if (channel.offers().replace()) {
            demand(channel.get(then -> channel.replace(temporary, target, then)).status());
            return;
        }
        if (exists) {
            demand(channel.get(then -> channel.remove(target, then)).status());
        }
        demand(channel.get(then -> channel.rename(temporary, target, then)).status());
    }

    private static void demand(int code) throws TransportException {
        if (code != Status.OK) {
            throw Status.refusal(OPERATION, code);
        }
    }
}
