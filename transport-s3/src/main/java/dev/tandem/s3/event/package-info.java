/** S3's notifications, read from SQS queues: hints that wake a feed. {@link Queues} is where to begin. */
@NullMarked
package dev.tandem.s3.event;

import org.jspecify.annotations.NullMarked;
