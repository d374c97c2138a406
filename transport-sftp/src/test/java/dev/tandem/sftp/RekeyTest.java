package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Transport.Copy;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys are changed in the middle of a large file, which is made up as it is read. */
class RekeyTest extends HostileTest {
    private static final long SIZE = 2_200L << 20;
    private static final int PART = 32 << 10;

    private final AtomicInteger exchanges = new AtomicInteger();

    /** The byte at an offset: another in each part of the file. */
    private static byte at(long offset) {
        return (byte) (offset / PART * 31 + 7);
    }

    private void serves(long size) {
        hostile.files().put("large.wav", MemoryFiles.Entry.file(new byte[0]).saying(size));
        byte[] part = new byte[PART];
        hostile.does((request, out) -> {
            if (!request.is(Protocol.READ)) {
                return false;
            }
            request.text();
            long offset = request.body().getLong();
            int length = (int) Math.min(Math.min(request.body().getInt(), PART - offset % PART), size - offset);
            if (length <= 0) {
                out.status(request.id(), Status.EOF);
            } else {
                Arrays.fill(part, at(offset));
                out.data(request.id(), part, length);
            }
            return true;
        });
    }

    private void changesKeysEvery(long bytes) {
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(sessions.client(), bytes);
        CoreModuleProperties.REKEY_BYTES_LIMIT.set(hostile.server().mina(), bytes);
        sessions.client().addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.KeyEstablished) {
                    exchanges.incrementAndGet();
                }
            }
        });
    }

    /** Counts bytes and compares each with what it must be. */
    private static final class Checked extends OutputStream {
        private final byte[] expected = new byte[PART];
        private long count;
        private long wrong;

        @Override
        public void write(int one) {
            wrong += one == at(count) ? 0 : 1;
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int done = 0; done < length; ) {
                int run = (int) Math.min(length - done, PART - count % PART);
                Arrays.fill(expected, 0, run, at(count));
                int from = offset + done;
                wrong += Arrays.mismatch(bytes, from, from + run, expected, 0, run) < 0 ? 0 : 1;
                count += run;
                done += run;
            }
        }
    }

    @Test
    @Timeout(300)
    void aFileOfMoreThanTwoGigabytesSurvivesNewKeys() throws Exception {
        changesKeysEvery(256L << 20);
        serves(SIZE);
        Checked checked = new Checked();
        transport.copyAll(List.of(new Copy("large.wav", SIZE, checked))).get(0).get();
        assertThat(checked.count).isEqualTo(SIZE);
        assertThat(checked.wrong).isZero();
        assertThat(exchanges.get()).isGreaterThan(5);
    }

    @Test
    void aStreamSurvivesNewKeys() throws Exception {
        changesKeysEvery(4L << 20);
        long size = 64L << 20;
        serves(size);
        Checked checked = new Checked();
        try (InputStream in = transport.read("large.wav")) {
            in.transferTo(checked);
        }
        assertThat(checked.count).isEqualTo(size);
        assertThat(checked.wrong).isZero();
        assertThat(exchanges.get()).isGreaterThan(5);
        assertThat(sessions.made()).isEqualTo(1);
    }
}
