package dev.tandem.sftp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait.
 *
 * @param connect for a connection, with all that lies between and the exchange of keys
 * @param patience for anything at all from a server, once there is a connection
 * @param heartbeat how often to ask whether the server is there; null for never
 */
record Timing(Duration connect, Duration patience, @Nullable Duration heartbeat) {}
