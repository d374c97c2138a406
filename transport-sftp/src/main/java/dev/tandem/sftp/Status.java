package dev.tandem.sftp;

import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;

/** What the codes of an answer mean. Those above 8 are of later versions; some servers use them in version 3 too. */
final class Status {
    static final int OK = 0;
    static final int EOF = 1;
    static final int NO_SUCH_FILE = 2;
    static final int PERMISSION_DENIED = 3;
    static final int FAILURE = 4;
    static final int UNSUPPORTED = 8;

    private static final int NO_CONNECTION = 6;
    private static final int CONNECTION_LOST = 7;
    private static final int NO_SUCH_PATH = 10;
    private static final int ALREADY_EXISTS = 11;
    private static final int WRITE_PROTECTED = 12;
    private static final int NO_SPACE = 14;
    private static final int QUOTA_EXCEEDED = 15;
    private static final int INVALID_FILENAME = 20;
    private static final int IS_A_FOLDER = 24;

    private Status() {}

    static boolean isMissing(int code) {
        return code == NO_SUCH_FILE || code == NO_SUCH_PATH;
    }

    /** Why an operation was not done. The server's own words are left out: they hold names. */
    static TransportException refusal(String operation, int code) {
        return switch (code) {
            case NO_SUCH_FILE, NO_SUCH_PATH -> because(Reason.NOT_FOUND, operation, "no such file");
            case PERMISSION_DENIED ->
                because(
                        Reason.ACCESS_DENIED,
                        operation,
                        "permission denied by the server; ask its owner to allow this login to do so");
            case WRITE_PROTECTED, IS_A_FOLDER ->
                because(Reason.ACCESS_DENIED, operation, "refused by the server (status " + code + ")");
            case UNSUPPORTED ->
                because(Reason.ACCESS_DENIED, operation, "the server does not offer this operation (status 8)");
            case ALREADY_EXISTS -> because(Reason.ALREADY_EXISTS, operation, "already exists");
            case NO_SPACE, QUOTA_EXCEEDED ->
                because(Reason.NO_SPACE, operation, "the server has no space left for it (status " + code + ")");
            case INVALID_FILENAME -> because(Reason.INVALID_NAME, operation, "the server cannot hold such a name");
            case NO_CONNECTION, CONNECTION_LOST ->
                because(Reason.UNAVAILABLE, operation, "the server lost what is behind it (status " + code + ")");
            default ->
                because(Reason.UNAVAILABLE, operation, "the server failed and gave no reason (status " + code + ")");
        };
    }

    private static TransportException because(Reason reason, String operation, String what) {
        return new TransportException(reason, operation + ": " + what);
    }
}
