package dev.tandem.dialer;

import dev.tandem.call.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts that names tell. */
final class Names {
    private Names() {}

    static Facts facts(@Nullable Instant time, @Nullable String user) {
        return new Facts(time, user, null, null, null, null, null);
    }
}
