package dev.tandem.s3;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * What the SDK's exceptions mean. Their texts come from the other side and may hold names, so that only a code and a
 * request's id of the expected form are passed on, and never the exception itself.
 */
final class Failures {
    /** What an answer of 412 means: the object is not, or no longer, the version that was asked for. */
    static final int CHANGED = 412;

    private static final int NOT_SATISFIABLE = 416;
    private static final String ROLE = "sts:AssumeRole";
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,64}");
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9+/=_-]{1,128}");

    private static final Map<String, String> ADVICE = Map.of(
            "InvalidAccessKeyId", "the access key is not known there; see access-key-id or the credential chain",
            "SignatureDoesNotMatch", "the secret key is not that of the access key; see secret-access-key",
            "ExpiredToken", "the credentials have expired; give new ones, or a role-arn that is renewed by itself",
            "InvalidToken", "the session token is not valid; give new credentials",
            "RequestTimeTooSkewed", "this machine's clock and the store's are too far apart; set the clock",
            "InvalidObjectState", "the object is archived; have it restored first",
            "NoSuchBucket", "there is no such bucket; see the address and the endpoint",
            "PermanentRedirect", "the bucket lies in another region; set region",
            "AuthorizationHeaderMalformed", "the bucket lies in another region; set region",
            "KMS.DisabledException", "the KMS key is disabled; have it enabled");

    private Failures() {}

    /** The failure to tell, of an operation that is named as its permission is, such as {@code s3:GetObject}. */
    static TransportException of(String operation, RuntimeException failure) {
        if (failure instanceof AwsServiceException refusal) {
            return ofRefusal(failure instanceof StsException ? ROLE : operation, refusal);
        }
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return new TransportException(Reason.UNAVAILABLE, operation + ": interrupted");
        }
        if (failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof ApiCallTimeoutException
                || hasCause(failure, SocketTimeoutException.class)) {
            return new TransportException(
                    Reason.TIMED_OUT, operation + ": the store was silent for longer than the patience");
        }
        if (hasCause(failure, UnknownHostException.class)) {
            return new TransportException(
                    Reason.UNAVAILABLE, operation + ": the store's host name is not known; see endpoint and region");
        }
        Unexpected answer = cause(failure, Unexpected.class);
        if (answer != null) {
            return new TransportException(Reason.UNAVAILABLE, operation + ": " + answer.getMessage());
        }
        if (String.valueOf(failure.getMessage()).contains("credentials")) {
            return new TransportException(
                    Reason.ACCESS_DENIED,
                    operation + ": no credentials were found; expected the settings access-key-id and"
                            + " secret-access-key, a profile, or a place of the default credential chain");
        }
        return new TransportException(
                Reason.UNAVAILABLE, operation + ": the store could not be asked (" + innermost(failure) + ")");
    }

    private static TransportException ofRefusal(String operation, AwsServiceException refusal) {
        int status = refusal.statusCode();
        String code = code(refusal);
        String text = operation + ": " + status + (code.isEmpty() ? "" : " " + code);
        String advice = advice(operation, status, code);
        String request = refusal.requestId() != null
                        && REQUEST.matcher(refusal.requestId()).matches()
                ? " (request " + refusal.requestId() + ")"
                : "";
        return new TransportException(reason(status, code), text + advice + request);
    }

    private static String advice(String operation, int status, String code) {
        String known = ADVICE.get(code);
        if (known != null) {
            return ": " + known;
        }
        if (status == 400 && code.isEmpty()) {
            // An answer to HEAD has no text.
            return ": refused without a word why; most often the credentials have expired, or region is another";
        }
        if (status == 403 && operation.equals(ROLE)) {
            return ": the role is not granted; see role-arn, external-id, and whom the role trusts";
        }
        if (status == 403) {
            return ": not allowed; allow " + operation + " in the policy of the credentials, of the bucket, and of the"
                    + " KMS key if there is one";
        }
        return status == CHANGED || status == NOT_SATISFIABLE ? ": the object was replaced meanwhile" : "";
    }

    private static Reason reason(int status, String code) {
        if (code.equals("RequestTimeout")) {
            return Reason.TIMED_OUT;
        }
        return switch (status) {
            // Where the bucket is missing, nothing can be said of its objects.
            case 404 -> code.equals("NoSuchBucket") ? Reason.ACCESS_DENIED : Reason.NOT_FOUND;
            case CHANGED, NOT_SATISFIABLE, 409, 429 -> Reason.UNAVAILABLE;
            // A copy can fail after its answer began with 200.
            default -> status >= 300 && status < 500 ? Reason.ACCESS_DENIED : Reason.UNAVAILABLE;
        };
    }

    private static String code(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code != null && CODE.matcher(code).matches() ? code : "";
    }

    /** Whether the object is not the version that was asked for. */
    static boolean isChanged(@Nullable Throwable failure) {
        return failure instanceof AwsServiceException refusal
                && (refusal.statusCode() == CHANGED || refusal.statusCode() == NOT_SATISFIABLE);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        return cause(failure, kind) != null;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }

    private static String innermost(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = at.getCause(); cause != null; cause = cause.getCause()) {
            at = cause;
        }
        return at.getClass().getSimpleName();
    }
}
