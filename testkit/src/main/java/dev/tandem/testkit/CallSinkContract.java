package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.call.Call;
import dev.tandem.call.CallId;
import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.call.Metadata;
import dev.tandem.call.Recording;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.SinkException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link CallSink} keeps. A test extends this and says how to open one and what it holds. */
public abstract class CallSinkContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LARGE = 64 << 20;

    private CallSink sink;

    /** Opens the sink on what it holds: nothing when the test begins, the same as before when it is opened again. */
    protected abstract CallSink open() throws IOException;

    /** All that the sink holds, as texts by place or key, such as SHA-256 by path; nothing in it depends on time or chance. */
    protected abstract Map<String, String> state() throws IOException;

    /** How many bytes may be allocated in passing for a recording of so many; whoever buffers it whole needs thrice as many. */
    protected long allowance(long size) {
        return size / 2;
    }

    @BeforeEach
    final void openSink() throws IOException {
        sink = open();
    }

    @AfterEach
    final void closeSink() throws IOException {
        sink.close();
    }

    @Test
    void aCallIsTaken() throws IOException, SinkException {
        Map<String, String> before = state();
        sink.deliver(delivery(1, 1, "text"));
        assertThat(state()).isNotEqualTo(before);
    }

    @Test
    void aDeliveryRepeatedChangesNothing() throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text"));
        Map<String, String> once = state();
        sink.deliver(delivery(1, 1, "text"));
        assertThat(state()).isEqualTo(once);
    }

    @Test
    void aDeliveryRepeatedAfterARestartChangesNothing() throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text"));
        Map<String, String> once = state();
        sink.close();
        sink = open();
        sink.deliver(delivery(1, 1, "text"));
        assertThat(state()).isEqualTo(once);
    }

    @Test
    void anUpdateIsTakenAndMayBeRepeated() throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text"));
        Map<String, String> first = state();
        sink.deliver(delivery(1, 3, "another text"));
        Map<String, String> second = state();
        sink.deliver(delivery(1, 3, "another text"));
        assertThat(second).isNotEqualTo(first);
        assertThat(state()).isEqualTo(second);
    }

    @Test
    void anUpdateNeedsNoRecording() throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text"));
        Map<String, String> first = state();
        sink.deliver(delivery(1, 2, "another text", () -> {
            throw new Gone();
        }));
        assertThat(state()).isNotEqualTo(first);
    }

    @Test
    void twoCallsAreTwo() throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text"));
        Map<String, String> one = state();
        sink.deliver(delivery(2, 1, "text"));
        assertThat(state()).containsAllEntriesOf(one).hasSizeGreaterThan(one.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_999, 5_000})
    void aRecordingThatBreaksOffLeavesNothing(int after) throws IOException, SinkException {
        sink.deliver(delivery(2, 1, "another call"));
        Map<String, String> before = state();

        assertThatThrownBy(() -> sink.deliver(delivery(1, 1, "text", () -> breaking(after))))
                .isInstanceOf(Exception.class);

        assertThat(state()).isEqualTo(before);
        sink.deliver(delivery(1, 1, "text"));
        assertThat(state()).isNotEqualTo(before);
    }

    @Test
    void aLargeRecordingIsStreamed() throws IOException, SinkException {
        long before = Allocation.ofThisThread();
        sink.deliver(delivery(1, 1, "text", () -> new Zeros(LARGE), LARGE, "call.wav"));
        assertThat(Allocation.ofThisThread() - before).isLessThan(allowance(LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escape.wav", "/etc/escape.wav", "a\0b.wav", "line\nbreak.wav", "..", ""})
    void aRecordingsNameIsOnlyText(String name) throws IOException, SinkException {
        sink.deliver(delivery(1, 1, "text", CallSinkContract::recording, 5_000, name));
        Map<String, String> once = state();
        sink.deliver(delivery(1, 1, "text", CallSinkContract::recording, 5_000, name));
        assertThat(state()).isEqualTo(once).isNotEmpty();
    }

    @Test
    void closingTwiceIsHarmless() throws IOException {
        sink.close();
        sink.close();
    }

    private static Delivery delivery(int call, int revision, String text) {
        return delivery(call, revision, text, CallSinkContract::recording);
    }

    private static Delivery delivery(int call, int revision, String text, Supplier<InputStream> recording) {
        return delivery(call, revision, text, recording, 5_000, "call.wav");
    }

    private static Delivery delivery(
            int call, int revision, String text, Supplier<InputStream> recording, long size, String name) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("note", text);
        String sha256 = HexFormat.of().toHexDigits(call).repeat(8);
        Call content = new Call(
                new CallId(sha256.substring(0, 24)),
                "contract",
                revision,
                TIME,
                null,
                null,
                new Recording(name, MediaType.WAV, size, sha256),
                Metadata.of(fields),
                Facts.NONE);
        String key = HexFormat.of().toHexDigits(call * 1_000 + revision).repeat(8);
        return new Delivery() {
            @Override
            public Call call() {
                return content;
            }

            @Override
            public String idempotencyKey() {
                return key;
            }

            @Override
            public InputStream openRecording() throws IOException {
                try {
                    return recording.get();
                } catch (Gone e) {
                    throw new NoSuchFileException("the recording was deleted after its first delivery");
                }
            }
        };
    }

    private static InputStream recording() {
        return new ByteArrayInputStream("sound".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream breaking(int after) {
        byte[] part = new byte[after];
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broke off, as the test asked");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(part), broken);
    }

    private static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** So many zeros. */
    private static final class Zeros extends FilterInputStream {
        private long left;

        Zeros(long size) {
            super(InputStream.nullInputStream());
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + n, (byte) 0);
            left -= n;
            return n;
        }
    }
}
