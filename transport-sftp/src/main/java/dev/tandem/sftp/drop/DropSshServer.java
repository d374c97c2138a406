package dev.tandem.sftp.drop;

import org.apache.sshd.server.SshServer;

/** The SSH library's server, which can also stop to listen while its sessions go on. */
final class DropSshServer extends SshServer {
    void unbind() {
        if (acceptor != null) {
            acceptor.unbind();
        }
    }
}
