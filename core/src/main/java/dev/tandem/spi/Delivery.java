package dev.tandem.spi;

import dev.tandem.call.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One revision of one call on its way to a sink. Good only until {@link CallSink#deliver} returns. */
public interface Delivery {
    Call call();

    /**
     * 64 hexadecimal digits that are the same on every repeat of this revision of this call and different on everything
     * else. A sink that remembers them delivers exactly once.
     */
    String idempotencyKey();

    /**
     * Opens the recording where it lies; as often as needed. Its bytes are checked against {@link
     * dev.tandem.call.Recording#sha256} on the way: if they have changed, reading to the end throws an IOException and
     * the delivery must fail with it. For an update whose recording is no longer there, as in a feed whose recordings are
     * deleted after delivery, this throws a {@link java.nio.file.NoSuchFileException}. The caller closes the stream.
     */
    InputStream openRecording() throws IOException;

    /**
     * A link by which whoever has it may read the recording where it lies, without credentials, for a while; empty where
     * the source cannot make one. It is a secret as long as it is good. It ends with what makes it impossible: the file's
     * moving aside after this delivery, or the end of the credentials that it was made with; so it is for feeds that keep
     * or tag their files, and its bytes are not checked against {@link dev.tandem.call.Recording#sha256} on the way.
     *
     * @param valid how long, from now; sources allow up to seven days
     */
    default Optional<URI> link(Duration valid) throws IOException {
        return Optional.empty();
    }
}
