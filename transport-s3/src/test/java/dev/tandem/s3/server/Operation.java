package dev.tandem.s3.server;

/** What a request asks of S3, in path style. */
public enum Operation {
    /** ListObjects, either version. */
    LIST,
    GET,
    HEAD,
    PUT,
    COPY,
    DELETE,
    /** DeleteObjects, many keys in one request. */
    DELETE_MANY,
    /** The tags of an object, read or written. */
    TAGGING,
    /** Any step of a multipart upload. */
    MULTIPART,
    /** All else, what is asked of buckets first of all. */
    OTHER;

    static Operation of(SeenRequest request) {
        if (request.hasQuery("uploads") || request.hasQuery("uploadId")) {
            return MULTIPART;
        }
        return request.key().isEmpty() ? ofBucket(request) : ofObject(request);
    }

    private static Operation ofBucket(SeenRequest request) {
        if (request.method().equals("POST") && request.hasQuery("delete")) {
            return DELETE_MANY;
        }
        boolean lists = request.method().equals("GET") && !request.bucket().isEmpty();
        return lists && (request.query().isEmpty() || request.hasQuery("list-type") || request.hasQuery("prefix"))
                ? LIST
                : OTHER;
    }

    private static Operation ofObject(SeenRequest request) {
        if (request.hasQuery("tagging")) {
            return TAGGING;
        }
        return switch (request.method()) {
            case "GET" -> GET;
            case "HEAD" -> HEAD;
            case "DELETE" -> DELETE;
            case "PUT" -> request.header("x-amz-copy-source") == null ? PUT : COPY;
            default -> OTHER;
        };
    }
}
