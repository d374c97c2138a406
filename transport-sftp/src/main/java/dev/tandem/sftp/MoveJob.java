package dev.tandem.sftp;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One file's way to its new place, never over another.
 *
 * <p>RENAME of version 3 must fail where the target exists. OpenSSH keeps to that without a gap (it links, then unlinks),
 * but not every server does; and posix-rename replaces the target by definition. So the target is looked at first; then
 * comes the plain RENAME, which closes the gap where the server can; and posix-rename only if that failed though the target
 * was still free and the source still there, as on stores that can do no plain one. What is left of the gap is harmless, since
 * nobody but us makes files where files are moved to.
 */
final class MoveJob implements Jobs.Job {
    private final byte[] from;
    private final byte[] to;
    private final String name;
    private final Runnable doubtFolders;
    private @Nullable Attempt<RemoteFile> result;

    private boolean replaced;

    /** @param doubtFolders runs when a folder is not there that was */
    MoveJob(byte[] from, byte[] to, String name, Runnable doubtFolders) {
        this.from = from;
        this.to = to;
        this.name = name;
        this.doubtFolders = doubtFolders;
    }

    @Nullable
    Attempt<RemoteFile> result() {
        return result;
    }

    @Override
    public void begin(SftpChannel channel, Runnable done) throws Broken {
        channel.lstat(to, reply -> {
            if (!reply.isStatus()) {
                reply.attributes();
                refuse(done, Reason.ALREADY_EXISTS, "the target exists");
                return;
            }
            int code = reply.status();
            if (Status.isMissing(code)) {
                channel.rename(from, to, answer -> renamed(channel, answer.status(), done));
            } else {
                finish(done, Attempt.failed(Status.refusal("move", code)));
            }
        });
    }

    private void renamed(SftpChannel channel, int code, Runnable done) throws Broken {
        if (code == Status.OK) {
            channel.lstat(
                    to,
                    reply -> finish(
                            done,
                            reply.isStatus()
                                    ? Attempt.failed(Status.refusal("move", reply.status()))
                                    : Attempt.of(reply.attributes().named(name))));
            return;
        }
        // A failed rename says little: what is there now says why, or that it was done all the same.
        channel.lstat(from, source -> {
            boolean gone = source.isStatus() && Status.isMissing(source.status());
            channel.lstat(to, target -> weigh(channel, new Failed(code, !gone, target), done));
        });
    }

    /** A rename that failed, and what was there afterwards. */
    private record Failed(int code, boolean sourceThere, Reply target) {}

    private void weigh(SftpChannel channel, Failed failed, Runnable done) throws Broken {
        int code = failed.code();
        boolean sourceThere = failed.sourceThere();
        Reply target = failed.target();
        boolean targetThere = !target.isStatus();
        if (targetThere && sourceThere) {
            refuse(done, Reason.ALREADY_EXISTS, "the target exists");
        } else if (targetThere) {
            finish(done, Attempt.of(target.attributes().named(name)));
        } else if (!sourceThere) {
            refuse(done, Reason.NOT_FOUND, "no such file");
        } else if (Status.isMissing(code)) {
            doubtFolders.run();
            refuse(done, Reason.UNAVAILABLE, "the target's folder went away");
        } else if (code != Status.PERMISSION_DENIED && channel.offers().replace() && !replaced) {
            replaced = true;
            channel.replace(from, to, answer -> renamed(channel, answer.status(), done));
        } else {
            finish(done, Attempt.failed(Status.refusal("move", code)));
        }
    }

    private void refuse(Runnable done, Reason reason, String what) {
        finish(done, Attempt.failed(new TransportException(reason, "move: " + what)));
    }

    private void finish(Runnable done, Attempt<RemoteFile> with) {
        result = with;
        done.run();
    }
}
