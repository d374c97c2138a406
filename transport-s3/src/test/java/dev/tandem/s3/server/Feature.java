package dev.tandem.s3.server;

/** What AWS does and some servers for tests do not. All of them honour {@code If-Match} on GET, HEAD and PUT. */
public enum Feature {
    /** Signatures are checked, and who sends none is refused. */
    AUTHENTICATION,
    /** A copy whose source was replaced is refused. */
    COPY_SOURCE_IF_MATCH,
    /** A copy onto an object that is there is refused. */
    COPY_IF_NONE_MATCH,
    /** An object that was replaced is not deleted. */
    DELETE_IF_MATCH,
    /** A multipart upload onto an object that is there is refused. */
    MULTIPART_IF_NONE_MATCH,
    TAGGING,
    VERSIONING,
    /** A SHA-256 that was sent in a header is kept with its object. */
    CHECKSUMS,
    /** An object can be encrypted with {@link S3Server#KMS_KEY}. */
    SSE_KMS,
    LIFECYCLE,
    /** Keys such as {@code a/../b}. */
    DOTS,
    /** Keys such as {@code a//b}. */
    EMPTY_SEGMENTS,
    /** An object {@code a} beside an object {@code a/b}. */
    FILE_AND_FOLDER,
    /** Keys are listed in the order of their UTF-8 bytes. */
    ORDER_OF_UTF8
}
