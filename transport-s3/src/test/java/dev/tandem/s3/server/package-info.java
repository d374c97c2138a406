/** S3 servers for tests, on loopback, with credentials that are thrown away. Begin with {@code S3Server}. */
@NullMarked
package dev.tandem.s3.server;

import org.jspecify.annotations.NullMarked;
