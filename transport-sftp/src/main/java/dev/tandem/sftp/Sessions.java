package dev.tandem.sftp;

import dev.tandem.spi.TransportException;

/** Live sessions with one server. */
interface Sessions {
    /** A live, authenticated session; the same one until it dies, then a new one. Waits and fails as its settings say. */
    org.apache.sshd.client.session.ClientSession session() throws TransportException;
}
