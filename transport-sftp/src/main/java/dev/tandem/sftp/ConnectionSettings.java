package dev.tandem.sftp;

import org.jspecify.annotations.Nullable;

/**
 * All that a session is made by. Equal ones share a session.
 *
 * @param proxy goes before the jump host
 * @param jump the login at a host to go through
 */
record ConnectionSettings(
        Login login, @Nullable Proxy proxy, @Nullable Login jump, Timing timing) {
    /** Reads all that it needs, so that what can never work is a ConfigurationException now. */
    void check() {
        login.check();
        if (jump != null) {
            jump.check();
        }
    }

    /** How to reach the jump host. */
    ConnectionSettings toJump(Login host) {
        return new ConnectionSettings(host, proxy, null, timing);
    }

    /** The way to the server, whoever logs in: where it fails for one, it fails for all. */
    String route() {
        return login.server()
                + (jump == null ? "" : " by way of " + jump.server())
                + (proxy == null ? "" : " through the " + proxy);
    }
}
