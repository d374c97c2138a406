package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/** Says why a handshake failed. What a server or a proxy sent as text is never repeated. */
final class Failures {
    private Failures() {}

    /** Of a connection that could not be made: nothing that speaks SSH was reached. */
    static TransportException unreached(ConnectionSettings settings, Throwable cause) {
        String to = "connect to " + settings.route() + ": ";
        Throwable deepest = deepest(cause);
        if (isInterruption(deepest)) {
            return interrupted();
        }
        for (Throwable one = cause; one != null && one != deepest.getCause(); one = one.getCause()) {
            if (one instanceof Refusal) {
                return new TransportException(Reason.UNAVAILABLE, to + one.getMessage(), fit(cause));
            }
        }
        if (deepest instanceof SocketTimeoutException) {
            return new TransportException(
                    Reason.TIMED_OUT,
                    to + "no answer within " + settings.timing().connect().toMillis()
                            + " ms; see that the address is right and no firewall lies between",
                    fit(cause));
        }
        String why = deepest instanceof UnknownHostException
                ? "the name is unknown; see that it is written right and that this machine's DNS knows it"
                : deepest instanceof ConnectException
                        ? "refused; see that the server runs and the port is right"
                        : "failed (" + deepest.getClass().getSimpleName() + ")";
        return new TransportException(Reason.UNAVAILABLE, to + why, fit(cause));
    }

    /** Of a file or key that was there when the settings were checked, and is no more. */
    static TransportException settings(ConfigurationException cause) {
        return new TransportException(Reason.ACCESS_DENIED, String.valueOf(cause.getMessage()), cause);
    }

    /** Of a log-in at a server that was reached. */
    static TransportException of(Handshake handshake, Throwable cause) {
        if (isInterruption(deepest(cause))) {
            return interrupted();
        }
        HostKeys.Verdict verdict = handshake.verdict();
        if (verdict != null && verdict != HostKeys.Verdict.TRUSTED) {
            return hostKey(handshake, verdict, fit(cause));
        }
        Disagreement disagreement = handshake.disagreement();
        if (disagreement != null) {
            return disagreed(handshake, disagreement, fit(cause));
        }
        List<String> offered = handshake.offered();
        if (offered != null && (handshake.isPasswordRefused() || isRefusedLogin(cause))) {
            return refused(handshake, offered, fit(cause));
        }
        String server = "log in at " + handshake.login() + ": ";
        return new TransportException(
                Reason.UNAVAILABLE,
                server + "the connection ended (" + kind(cause) + ") " + stage(handshake),
                fit(cause));
    }

    /** Of a server that fell silent. */
    static TransportException silent(Handshake handshake) {
        return new TransportException(
                Reason.TIMED_OUT, "log in at " + handshake.login() + ": the server fell silent " + stage(handshake));
    }

    /** MINA throws this and forgets that the thread was interrupted. */
    private static boolean isInterruption(Throwable deepest) {
        boolean late = deepest instanceof SocketTimeoutException;
        return (deepest instanceof InterruptedIOException && !late) || deepest instanceof InterruptedException;
    }

    private static TransportException interrupted() {
        Thread.currentThread().interrupt();
        return new TransportException(Reason.UNAVAILABLE, "connect: interrupted");
    }

    /** Null instead of what may hold texts that the server sent: causes are logged too. */
    private static @Nullable Throwable fit(Throwable cause) {
        Throwable one = cause;
        for (int i = 0; i < 10 && one != null; i++) {
            if (one instanceof SshException || one instanceof Refusal) {
                return null;
            }
            one = one.getCause();
        }
        return cause;
    }

    private static String stage(Handshake handshake) {
        return handshake.keysExchanged() ? "during the log-in" : "before it had shown who it is";
    }

    private static TransportException hostKey(
            Handshake handshake, HostKeys.Verdict verdict, @Nullable Throwable cause) {
        String prefix = handshake.login().credentials().prefix();
        boolean pinned = handshake.login().trust().pinned() != null;
        String setting = prefix + (pinned ? "host-key" : "known-hosts");
        String said = switch (verdict) {
            case UNKNOWN ->
                "is unknown: " + setting + " names none for it. If the server's operator confirms the"
                        + " fingerprint, add it there";
            case REVOKED -> "is revoked in " + setting + ": nothing is sent there. Ask the server's operator";
            default ->
                "is not the one in " + setting + ": it has changed, or another server answers in its place. Nothing is"
                        + " sent there. If the server's operator confirms the fingerprint, replace it there";
        };
        return new TransportException(
                Reason.ACCESS_DENIED,
                "the host key " + handshake.presented() + " of " + handshake.login() + " " + said,
                cause);
    }

    private static TransportException disagreed(Handshake handshake, Disagreement found, @Nullable Throwable cause) {
        String allow = handshake.login().credentials().prefix() + "allow";
        String remedy = found.switchable().isEmpty()
                ? "none of which is known here, so that the server must be brought up to date"
                : "of which the setting " + allow + ": " + found.switchable().get(0)
                        + " would switch on a weak one, if the server cannot be brought up to date";
        return new TransportException(
                Reason.ACCESS_DENIED,
                "no " + found.what() + " in common with " + handshake.login() + ": it offers "
                        + String.join(", ", found.offered()) + ", " + remedy,
                cause);
    }

    private static TransportException refused(Handshake handshake, List<String> offered, @Nullable Throwable cause) {
        List<String> tried = handshake.tried(offered);
        StringBuilder message = new StringBuilder("log in at " + handshake.login() + ": refused; the server offers ")
                .append(offered.isEmpty() ? "nothing more" : String.join(", ", offered))
                .append("; tried was ")
                .append(
                        tried.isEmpty()
                                ? "nothing, since the settings have nothing for that"
                                : String.join(", ", tried));
        if (handshake.passwordExpired()) {
            message.append("; the server wants the password changed first");
        }
        if (handshake.questions() > 1) {
            message.append("; it asked ")
                    .append(handshake.questions())
                    .append(" questions, and a password answers one");
        }
        if (handshake.hasRsaKey() && !handshake.login().algorithms().allowed().contains("ssh-rsa")) {
            message.append("; an old server may take an RSA key only with ")
                    .append(handshake.login().credentials().prefix())
                    .append("allow: ssh-rsa");
        }
        return new TransportException(Reason.ACCESS_DENIED, message.toString(), cause);
    }

    private static boolean isRefusedLogin(Throwable cause) {
        int code = deepest(cause) instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
        // Code 2 is what OpenSSH ends a connection with after too many tries.
        return code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                || code == SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR;
    }

    private static String kind(Throwable cause) {
        Throwable deepest = deepest(cause);
        int code = deepest instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
        return code > 0
                ? SshConstants.getDisconnectReasonName(code)
                : deepest.getClass().getSimpleName();
    }

    private static Throwable deepest(Throwable cause) {
        Throwable deepest = cause;
        for (int i = 0; i < 10 && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /** A refusal by a proxy or a jump host, in words of our own. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            this(message, null);
        }

        Refusal(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
