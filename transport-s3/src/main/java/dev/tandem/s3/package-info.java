/** Buckets of S3, and of stores that speak its language, as sources and as sinks. */
@NullMarked
package dev.tandem.s3;

import org.jspecify.annotations.NullMarked;
