package dev.tandem.sftp.drop;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/** A channel for SFTP. Commands and shells get as far as a sentence that says so; nothing else is taken. */
final class DropChannel extends ChannelSession {
    private static final Set<String> TAKEN =
            Set.of(Channel.CHANNEL_SUBSYSTEM, Channel.CHANNEL_EXEC, Channel.CHANNEL_SHELL);

    DropChannel() {
        super(List.of());
    }

    @Override
    protected RequestHandler.Result handleInternalRequest(String type, boolean wantReply, Buffer buffer)
            throws IOException {
        return TAKEN.contains(type)
                ? super.handleInternalRequest(type, wantReply, buffer)
                : RequestHandler.Result.ReplyFailure;
    }
}
