/** The SFTP server that customers push their calls to. */
@NullMarked
package dev.tandem.sftp.drop;

import org.jspecify.annotations.NullMarked;
