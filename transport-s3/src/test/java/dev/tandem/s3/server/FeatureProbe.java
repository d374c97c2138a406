package dev.tandem.s3.server;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/** Finds out whether a server has a feature, in a bucket of the caller. */
final class FeatureProbe {
    private static final String OTHER_TAG = "\"00000000000000000000000000000000\"";

    private final S3Server server;
    private final S3Client client;
    private final String bucket;

    FeatureProbe(S3Server server, S3Client client, String bucket) {
        this.server = server;
        this.client = client;
        this.bucket = bucket;
    }

    boolean has(Feature feature) {
        put("a");
        try {
            return switch (feature) {
                case AUTHENTICATION -> refuses(403, this::listWithAWrongSecret);
                case COPY_SOURCE_IF_MATCH -> refuses(412, this::copyOfAnother);
                case COPY_IF_NONE_MATCH -> refuses(412, this::copyOntoItself);
                case DELETE_IF_MATCH -> refuses(412, this::deleteAnother);
                case MULTIPART_IF_NONE_MATCH -> refuses(412, this::uploadAgain);
                case TAGGING -> tags();
                case VERSIONING -> versions();
                case CHECKSUMS -> checksums();
                case SSE_KMS -> encrypts();
                case LIFECYCLE -> lifecycle();
                case DOTS -> listed("b/../c").contains("b/../c");
                case EMPTY_SEGMENTS -> listed("b//c").contains("b//c");
                case FILE_AND_FOLDER -> listed("a/b").containsAll(List.of("a", "a/b"));
                case ORDER_OF_UTF8 -> listed("\uFF5E", "\uD83D\uDE00").indexOf("\uFF5E") == 1;
            };
        } catch (S3Exception e) {
            return false;
        }
    }

    private static boolean refuses(int status, Runnable request) {
        try {
            request.run();
            return false;
        } catch (S3Exception e) {
            return e.statusCode() == status;
        }
    }

    private void put(String key) {
        client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("text"));
    }

    private List<String> listed(String... keys) {
        for (String key : keys) {
            put(key);
        }
        return client.listObjectsV2(b -> b.bucket(bucket).encodingType("url")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void listWithAWrongSecret() {
        AwsBasicCredentials wrong = AwsBasicCredentials.create(server.accessKeyId(), "wrong");
        client.listObjectsV2(b -> b.bucket(bucket)
                .overrideConfiguration(o -> o.credentialsProvider(StaticCredentialsProvider.create(wrong))));
    }

    private void copyOfAnother() {
        client.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("a")
                .copySourceIfMatch(OTHER_TAG)
                .destinationBucket(bucket)
                .destinationKey("b"));
    }

    private void copyOntoItself() {
        put("b");
        client.copyObject(b -> b.sourceBucket(bucket)
                .sourceKey("a")
                .destinationBucket(bucket)
                .destinationKey("b")
                .ifNoneMatch("*"));
    }

    private void deleteAnother() {
        client.deleteObject(b -> b.bucket(bucket).key("a").ifMatch(OTHER_TAG));
    }

    private void uploadAgain() {
        String id = client.createMultipartUpload(b -> b.bucket(bucket).key("a")).uploadId();
        String tag = client.uploadPart(
                        b -> b.bucket(bucket).key("a").uploadId(id).partNumber(1), RequestBody.fromString("part"))
                .eTag();
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
        client.completeMultipartUpload(
                b -> b.bucket(bucket).key("a").uploadId(id).ifNoneMatch("*").multipartUpload(m -> m.parts(part)));
    }

    private boolean tags() {
        Tag tag = Tag.builder().key("k").value("v").build();
        client.putObjectTagging(b -> b.bucket(bucket).key("a").tagging(t -> t.tagSet(tag)));
        return client.getObjectTagging(b -> b.bucket(bucket).key("a")).tagSet().equals(List.of(tag));
    }

    private boolean versions() {
        client.putBucketVersioning(b -> b.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
        put("v");
        put("v");
        return client.listObjectVersions(b -> b.bucket(bucket).prefix("v"))
                        .versions()
                        .size()
                == 2;
    }

    private boolean checksums() {
        client.putObject(
                b -> b.bucket(bucket).key("b").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("text"));
        return client.headObject(b -> b.bucket(bucket).key("b").checksumMode(ChecksumMode.ENABLED))
                        .checksumSHA256()
                != null;
    }

    private boolean encrypts() {
        client.putObject(
                b -> b.bucket(bucket)
                        .key("b")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(S3Server.KMS_KEY),
                RequestBody.fromString("text"));
        String key = client.headObject(b -> b.bucket(bucket).key("b")).ssekmsKeyId();
        return key != null && key.endsWith(S3Server.KMS_KEY);
    }

    private boolean lifecycle() {
        LifecycleRule rule = LifecycleRule.builder()
                .id("x")
                .status("Enabled")
                .filter(f -> f.prefix("p/"))
                .expiration(e -> e.days(30))
                .build();
        client.putBucketLifecycleConfiguration(b -> b.bucket(bucket).lifecycleConfiguration(l -> l.rules(rule)));
        return client.getBucketLifecycleConfiguration(b -> b.bucket(bucket))
                        .rules()
                        .size()
                == 1;
    }
}
