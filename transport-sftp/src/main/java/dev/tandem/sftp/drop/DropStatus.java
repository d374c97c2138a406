package dev.tandem.sftp.drop;

import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure looks like on the wire: a code of version 3 and a sentence, never what a Java exception says. */
final class DropStatus implements SftpErrorStatusDataHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DropStatus.class);

    @Override
    public int resolveSubStatus(SftpSubsystemEnvironment env, int id, Throwable e, int cmd, Object... args) {
        if (e instanceof Refusal refusal) {
            return switch (refusal.kind()) {
                case NOT_FOUND -> SftpConstants.SSH_FX_NO_SUCH_FILE;
                case DENIED -> SftpConstants.SSH_FX_PERMISSION_DENIED;
                case FAILED -> SftpConstants.SSH_FX_FAILURE;
                case UNSUPPORTED -> SftpConstants.SSH_FX_OP_UNSUPPORTED;
            };
        }
        if (e instanceof UnsupportedOperationException) {
            return SftpConstants.SSH_FX_OP_UNSUPPORTED;
        }
        if (e instanceof RuntimeException) {
            // The library throws these at requests that make no sense; a client may send as many as it likes.
            return SftpConstants.SSH_FX_FAILURE;
        }
        // Its message may hold a name.
        LOG.warn("An operation of a customer failed: {} in {}", e.getClass().getName(), place(e));
        return SftpConstants.SSH_FX_FAILURE;
    }

    private static String place(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith("dev.tandem.")) {
                return element.toString();
            }
        }
        return trace.length == 0 ? "?" : trace[0].toString();
    }

    @Override
    public String resolveErrorMessage(
            SftpSubsystemEnvironment env, int id, Throwable e, int subStatus, int cmd, Object... args) {
        if (e instanceof Refusal refusal) {
            return refusal.getMessage();
        }
        return subStatus == SftpConstants.SSH_FX_OP_UNSUPPORTED
                ? "this server does not do that; it takes uploads into /upload"
                : "the server failed to do this; try again later";
    }
}
