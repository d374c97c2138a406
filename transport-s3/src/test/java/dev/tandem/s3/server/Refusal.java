package dev.tandem.s3.server;

/** What S3 says when it does not do what it was asked. */
public enum Refusal {
    SLOW_DOWN(503, "SlowDown"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    INTERNAL_ERROR(500, "InternalError"),
    REQUEST_TIMEOUT(400, "RequestTimeout"),
    REQUEST_TIME_TOO_SKEWED(403, "RequestTimeTooSkewed"),
    EXPIRED_TOKEN(400, "ExpiredToken"),
    INVALID_ACCESS_KEY_ID(403, "InvalidAccessKeyId"),
    SIGNATURE_DOES_NOT_MATCH(403, "SignatureDoesNotMatch"),
    ACCESS_DENIED(403, "AccessDenied"),
    NO_SUCH_KEY(404, "NoSuchKey"),
    NO_SUCH_BUCKET(404, "NoSuchBucket"),
    CONDITIONAL_REQUEST_CONFLICT(409, "ConditionalRequestConflict"),
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    INVALID_OBJECT_STATE(403, "InvalidObjectState"),
    NOT_IMPLEMENTED(501, "NotImplemented");

    private final int status;
    private final String code;

    Refusal(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
