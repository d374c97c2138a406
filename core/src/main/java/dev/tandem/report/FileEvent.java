package dev.tandem.report;

import dev.tandem.call.CallId;
import dev.tandem.ledger.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file.
 *
 * @param path in the feed's folder; a customer's text, for the eyes of those who may see file names
 * @param detail a sentence for the customer; may be empty
 * @param call the call it belongs to, if it belongs to one
 * @param revision of that call; 0 without a call
 */
public record FileEvent(
        String feed,
        String path,
        Outcome outcome,
        @Nullable Reason reason,
        String detail,
        @Nullable CallId call,
        int revision) {

    /** Leaves the path and the detail out: they hold personal data. */
    @Override
    public String toString() {
        return "FileEvent[" + feed + ", " + outcome + (reason == null ? "" : ", " + reason.code()) + "]";
    }
}
