package dev.tandem.s3.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/** Messages as AWS sends them. */
final class Events {
    private Events() {}

    /** As S3 sends it; several keys are several records. */
    static String direct(String bucket, String... keys) {
        return Arrays.stream(keys)
                .map(key -> """
                        {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
                        "eventTime":"2026-03-01T12:00:00.000Z","eventName":"ObjectCreated:Put",
                        "userIdentity":{"principalId":"AWS:AIDA"},"requestParameters":{"sourceIPAddress":"192.0.2.1"},
                        "responseElements":{"x-amz-request-id":"C3D1"},
                        "s3":{"s3SchemaVersion":"1.0","configurationId":"tandem",
                        "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3"},"arn":"arn:aws:s3:::%s"},
                        "object":{"key":"%s","size":1024,"eTag":"d41d","sequencer":"0055AED6DCD90281E5"}}}\
                        """.formatted(bucket, bucket, URLEncoder.encode(key, StandardCharsets.UTF_8)))
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    /** As EventBridge sends it. */
    static String bridge(String bucket, String key) {
        return """
                {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",
                "source":"aws.s3","account":"111122223333","time":"2026-03-01T12:00:00Z","region":"eu-central-1",
                "resources":["arn:aws:s3:::%s"],
                "detail":{"version":"0","bucket":{"name":"%s"},
                "object":{"key":"%s","size":5,"etag":"b1946ac92492d2347c6235b4d2611184","sequencer":"617f08299329d189"},
                "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","reason":"PutObject"}}\
                """.formatted(bucket, bucket, quoted(key));
    }

    /** A message as SNS hands it on, unless it is told to deliver it raw. */
    static String throughSns(String message) {
        return """
                {"Type":"Notification","MessageId":"dc1e94d9","TopicArn":"arn:aws:sns:eu-central-1:111122223333:calls",
                "Subject":"Amazon S3 Notification","Message":"%s","Timestamp":"2026-03-01T12:00:00.000Z",
                "SignatureVersion":"1","Signature":"EXAMPLE","SigningCertURL":"https://sns.example/cert.pem",
                "UnsubscribeURL":"https://sns.example/unsubscribe"}\
                """.formatted(quoted(message));
    }

    /** What S3 sends when it is told to notify. */
    static String test(String bucket) {
        return """
                {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-03-01T12:00:00.000Z","Bucket":"%s",
                "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR"}\
                """.formatted(bucket);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    }
}
