package dev.tandem.sftp.drop;

import dev.tandem.sftp.drop.DropEvent.Operation;
import dev.tandem.sftp.drop.DropEvent.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener what happened, and writes a line of it to the log {@code tandem.drop.audit}. In the log, a file is a
 * hash under a key of this server's own, so that lines of one file can be found by who has the key, and nobody can guess a
 * name from them.
 */
final class Audit {
    private static final Logger LINES = LoggerFactory.getLogger("tandem.drop.audit");
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int MARK_BYTES = 8;

    private final DropListener listener;
    private final Clock clock;
    private final SecretKeySpec key;

    Audit(DropListener listener, Clock clock, byte[] key) {
        this.listener = listener;
        this.clock = clock;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    void tell(Operation operation, Outcome outcome, @Nullable String account, String address, String detail) {
        tell(new DropEvent(clock.instant(), operation, outcome, account, address, null, -1, detail));
    }

    void tell(Operation operation, Outcome outcome, DropSession session, @Nullable Entry file, String detail) {
        tell(new DropEvent(
                clock.instant(),
                operation,
                outcome,
                session.account(),
                session.address(),
                file == null ? null : file.name(),
                file == null ? -1 : file.size(),
                detail));
    }

    private void tell(DropEvent event) {
        boolean renamed = event.operation() == Operation.RENAME && event.outcome() == Outcome.DONE;
        LINES.info(
                "{} {} account={} address={} file={} size={}{}",
                word(event.operation()),
                word(event.outcome()),
                event.account() == null ? "-" : event.account(),
                event.address(),
                event.file() == null ? "-" : mark(event.file()),
                event.size(),
                event.detail().isEmpty()
                        ? ""
                        : (renamed ? " from=" + mark(event.detail()) : " (" + event.detail() + ")"));
        try {
            listener.audit(event);
        } catch (RuntimeException e) {
            LOG.warn("The listener failed on an audit event: {}", e.getClass().getName());
        }
    }

    void completed(String account) {
        try {
            listener.completed(account);
        } catch (RuntimeException e) {
            LOG.warn("The listener failed on a completed file: {}", e.getClass().getName());
        }
    }

    private String mark(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
