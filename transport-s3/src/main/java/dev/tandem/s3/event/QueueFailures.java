package dev.tandem.s3.event;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What a queue's failures mean. Their texts come from the other side: only a code of the expected form is passed on. */
final class QueueFailures {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,64}");
    private static final Set<String> CREDENTIALS = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "InvalidSecurity",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "ExpiredToken",
            "ExpiredTokenException");

    private QueueFailures() {}

    /** Whether it is the queue's owner who has to do something. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof AwsServiceException answer
                && (answer.statusCode() == 403 || code(answer).contains("AccessDenied"));
    }

    /** What is wrong and what to do, without a full stop. */
    static String describe(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return describe(answer);
        }
        if (failure instanceof ApiCallTimeoutException || hasCause(failure, SocketTimeoutException.class)) {
            return "does not answer; see events, events-endpoint and the way to it";
        }
        if (hasCause(failure, UnknownHostException.class)) {
            return "the host's name is not known; see events and events-endpoint";
        }
        if (String.valueOf(failure.getMessage()).contains("credentials")) {
            return "no credentials were found to read it with; it is read with those of the feed's bucket";
        }
        return "cannot be reached (" + innermost(failure) + "); see events, events-endpoint and the way to it";
    }

    private static String describe(AwsServiceException answer) {
        String code = code(answer);
        String what = answer.statusCode() + (code.isEmpty() ? "" : " " + code);
        if (answer instanceof QueueDoesNotExistException || code.contains("NonExistentQueue")) {
            return "is not there (" + what + "); make it, or correct events and events-region";
        }
        if (CREDENTIALS.contains(code)) {
            return "the credentials are not accepted (" + what + "); it is read with those of the feed's bucket";
        }
        if (isRefusal(answer)) {
            return "may not be read (" + what + "); allow sqs:ReceiveMessage and sqs:DeleteMessage on it, and"
                    + " kms:Decrypt if it is encrypted with a key of KMS";
        }
        if (answer.isThrottlingException()) {
            return "is asked too often (" + what + "); see who else reads it";
        }
        return answer.statusCode() >= 500
                ? "has a failure of its own (" + what + "); wait until it is over"
                : "refuses to be read (" + what + "); see events, events-region and events-endpoint";
    }

    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code != null && CODE.matcher(code).matches() ? code : "";
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = at.getCause(); cause != null; cause = cause.getCause()) {
            at = cause;
        }
        return at.getClass().getSimpleName();
    }
}
