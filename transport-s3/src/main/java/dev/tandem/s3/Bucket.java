package dev.tandem.s3;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The requests that are made of one bucket. A failure is told under the name of the permission that its request needs.
 * Used by several threads at once.
 */
final class Bucket {
    private static final int NOT_IMPLEMENTED = 501;

    private final Store store;
    private final S3Client client;
    private final String name;
    private final WriteSettings settings;
    private final AwsRequestOverrideConfiguration quick;

    Bucket(Store store, String name, WriteSettings settings) {
        this.store = store;
        this.name = name;
        this.settings = settings;
        client = store.client();
        quick = AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(store.patience())
                .build();
    }

    Store store() {
        return store;
    }

    String name() {
        return name;
    }

    /**
     * One page of a listing.
     *
     * @param token where the page before ended; null to begin
     * @param most how many entries
     */
    ListObjectsV2Response list(String prefix, @Nullable String token, int most) throws TransportException {
        ListObjectsV2Response page = call(
                "s3:ListBucket",
                () -> client.listObjectsV2(request -> request.bucket(name)
                        .prefix(prefix)
                        .delimiter("/")
                        // XML cannot hold every character that a key may have.
                        .encodingType(EncodingType.URL)
                        .continuationToken(token)
                        .maxKeys(most)
                        .requestPayer(settings.payer())
                        .overrideConfiguration(quick)));
        if (page.isTruncated() == null) {
            // An empty answer, and one that is something else, would pass for an empty folder.
            throw new TransportException(
                    Reason.UNAVAILABLE,
                    "s3:ListBucket: an answer that is no listing; expected one that says whether it is the last page");
        }
        return page;
    }

    /** An object as it is now. */
    HeadObjectResponse head(String key) throws TransportException {
        HeadObjectResponse object = call(
                "s3:GetObject",
                () -> client.headObject(request -> request.bucket(name)
                        .key(key)
                        .requestPayer(settings.payer())
                        .overrideConfiguration(quick)));
        if (object.eTag() == null || object.contentLength() == null || object.lastModified() == null) {
            throw new TransportException(
                    Reason.UNAVAILABLE,
                    "s3:GetObject: the store did not tell all of an object; expected ETag, Content-Length and"
                            + " Last-Modified");
        }
        return object;
    }

    /**
     * An object's bytes.
     *
     * @param etag the version that is wanted; null for whichever is there
     * @param range which bytes, as HTTP writes it; null for all
     */
    <T> T get(
            String key, @Nullable String etag, @Nullable String range, ResponseTransformer<GetObjectResponse, T> reader)
            throws TransportException, Replaced {
        return pinned(
                "s3:GetObject",
                () -> client.getObject(
                        request -> request.bucket(name)
                                .key(key)
                                .ifMatch(etag)
                                .range(range)
                                .requestPayer(settings.payer()),
                        reader));
    }

    /**
     * Copies an object with all that belongs to it.
     *
     * @param source what it is now, whose version is copied or none
     * @param metadata what the copy has in place of the object's own
     */
    void copy(String from, HeadObjectResponse source, String to, Map<String, String> metadata)
            throws TransportException, Replaced {
        CopyObjectRequest request = CopyObjectRequest.builder()
                .sourceBucket(name)
                .sourceKey(from)
                .copySourceIfMatch(source.eTag())
                .destinationBucket(name)
                .destinationKey(to)
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(metadata)
                .contentType(source.contentType())
                .contentEncoding(source.contentEncoding())
                .contentLanguage(source.contentLanguage())
                .contentDisposition(source.contentDisposition())
                .cacheControl(source.cacheControl())
                .storageClass(source.storageClassAsString())
                .serverSideEncryption(settings.encryption())
                .ssekmsKeyId(settings.kmsKey())
                .requestPayer(settings.payer())
                .build();
        pinned("s3:PutObject", () -> client.copyObject(request));
    }

    /** Deletes an object, if it still is that version. */
    void delete(String key, String etag) throws TransportException, Replaced {
        // Not every store heeds the condition; a look just before it leaves little time for a replacement.
        if (!store.isAws() && !etag.equals(head(key).eTag())) {
            throw new Replaced();
        }
        pinned("s3:DeleteObject", () -> {
            try {
                return delete(key, etag, store.hasConditionalDelete());
            } catch (AwsServiceException e) {
                if (e.statusCode() != NOT_IMPLEMENTED || !store.hasConditionalDelete()) {
                    throw e;
                }
                store.hasNoConditionalDelete();
                return delete(key, etag, false);
            }
        });
    }

    private Object delete(String key, String etag, boolean conditional) {
        return client.deleteObject(request -> request.bucket(name)
                .key(key)
                .ifMatch(conditional ? etag : null)
                .requestPayer(settings.payer())
                .overrideConfiguration(quick));
    }

    /** Puts an object, over an older one if there is one. */
    void put(String key, Map<String, String> metadata, @Nullable String contentType, RequestBody content)
            throws TransportException {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(name)
                .key(key)
                .metadata(metadata)
                .contentType(contentType)
                .serverSideEncryption(settings.encryption())
                .ssekmsKeyId(settings.kmsKey())
                .requestPayer(settings.payer())
                .build();
        call("s3:PutObject", () -> client.putObject(request, content));
    }

    /** @param version the one of an object that has several; null otherwise */
    List<Tag> tags(String key, @Nullable String version) throws TransportException {
        return call(
                "s3:GetObjectTagging",
                () -> client.getObjectTagging(request -> request.bucket(name)
                                .key(key)
                                .versionId(version)
                                .requestPayer(settings.payer())
                                .overrideConfiguration(quick))
                        .tagSet());
    }

    /** Gives an object these tags and no others. */
    void tag(String key, @Nullable String version, List<Tag> tags) throws TransportException {
        call(
                "s3:PutObjectTagging",
                () -> client.putObjectTagging(request -> request.bucket(name)
                        .key(key)
                        .versionId(version)
                        .tagging(all -> all.tagSet(tags))
                        .requestPayer(settings.payer())
                        .overrideConfiguration(quick)));
    }

    /** Takes all tags off an object. */
    void untag(String key) throws TransportException {
        call(
                "s3:DeleteObjectTagging",
                () -> client.deleteObjectTagging(
                        request -> request.bucket(name).key(key).overrideConfiguration(quick)));
    }

    /** A link by which whoever has it may read an object for a while. */
    URI link(String key, Duration valid) throws TransportException {
        return call(
                "s3:GetObject",
                () -> URI.create(store.presigner()
                        .presignGetObject(request -> request.signatureDuration(valid)
                                .getObjectRequest(
                                        get -> get.bucket(name).key(key).overrideConfiguration(this::payer)))
                        .url()
                        .toString()));
    }

    /** In the link itself: whoever follows it sends no headers of ours. */
    private void payer(AwsRequestOverrideConfiguration.Builder link) {
        RequestPayer payer = settings.payer();
        if (payer != null) {
            link.putRawQueryParameter("x-amz-request-payer", payer.toString());
        }
    }

    /** A request to be made now. */
    private interface Request<T> {
        T make();
    }

    private static <T> T call(String operation, Request<T> request) throws TransportException {
        try {
            return pinned(operation, request);
        } catch (Replaced e) {
            throw new TransportException(Reason.UNAVAILABLE, operation + ": the object was replaced meanwhile");
        }
    }

    private static <T> T pinned(String operation, Request<T> request) throws TransportException, Replaced {
        try {
            return request.make();
        } catch (Unread e) {
            throw e;
        } catch (IllegalStateException e) {
            // The clients and the pool of connections say so once they are closed.
            throw new TransportException(Reason.UNAVAILABLE, operation + ": the connection was closed");
        } catch (RuntimeException e) {
            // Not the SDK's own alone: an answer that breaks off or is malformed makes its parsers throw what they
            // like.
            if (Failures.isChanged(e)) {
                throw new Replaced();
            }
            throw Failures.of(operation, e);
        }
    }
}
