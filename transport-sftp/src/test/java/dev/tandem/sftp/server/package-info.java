/** SFTP servers for tests, on loopback, over folders and keys that are thrown away. Begin with {@code EmbeddedServer}. */
@NullMarked
package dev.tandem.sftp.server;

import org.jspecify.annotations.NullMarked;
