package dev.tandem.sftp.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** Answers every command and every shell with what to use instead. */
final class RefusedCommand implements Command {
    private static final String ANSWER =
            "This server takes files by SFTP only: use sftp, or scp without -O (OpenSSH 9 or later).\r\n";

    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {}

    @Override
    public void setErrorStream(OutputStream stream) {
        this.err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
        OutputStream stream = err;
        if (stream != null) {
            stream.write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            stream.flush();
        }
        ExitCallback callback = exit;
        if (callback != null) {
            callback.onExit(1, "SFTP only");
        }
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
