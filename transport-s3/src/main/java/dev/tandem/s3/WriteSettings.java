package dev.tandem.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What is said with each request to a bucket.
 *
 * @param encryption null for the bucket's own
 * @param kmsKey null for the key of the account
 * @param payer null where the bucket's owner pays
 */
record WriteSettings(
        @Nullable ServerSideEncryption encryption,
        @Nullable String kmsKey,
        @Nullable RequestPayer payer) {}
