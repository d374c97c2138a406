/** Pulls calls from SFTP servers. */
@NullMarked
package dev.tandem.sftp;

import org.jspecify.annotations.NullMarked;
