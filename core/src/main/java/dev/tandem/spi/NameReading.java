package dev.tandem.spi;

import dev.tandem.call.Facts;

/** What a file's base name told a {@link DialerFormat}. */
public sealed interface NameReading {
    /**
     * The name is one of the dialer's.
     *
     * @param id what pairs a recording with its metadata: equal ids, but for case and Unicode form, belong together
     */
    record Understood(String id, Facts facts) implements NameReading {
        /** Leaves the id out: it is often the name, which holds personal data. */
        @Override
        public String toString() {
            return "Understood";
        }
    }

    /** The name cannot be one of the dialer's; the sentence says what was expected, for the customer. */
    record NotUnderstood(String why) implements NameReading {}
}
