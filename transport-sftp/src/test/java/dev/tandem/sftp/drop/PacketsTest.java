package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketsTest {
    @Test
    void packetsAreWholeHoweverTheirBytesCome() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] body = new byte[i == 0 ? 5 : i == 1 ? Packets.LARGEST : 5 + random.nextInt(5000)];
            random.nextBytes(body);
            sent.add(body);
            out.writeInt(body.length);
            out.write(body);
        }
        byte[] bytes = all.toByteArray();
        for (int most : new int[] {1, 3, 7, 1000, bytes.length}) {
            Packets packets = new Packets();
            List<byte[]> received = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(bytes.length - at, 1 + random.nextInt(most));
                boolean well = packets.add(bytes, at, n, buffer -> {
                    int length = buffer.getInt();
                    byte[] body = new byte[buffer.available()];
                    buffer.getRawBytes(body);
                    assertThat(body).hasSize(length);
                    received.add(body);
                });
                assertThat(well).as("seed " + seed).isTrue();
                at += n;
            }
            assertThat(received).as("seed " + seed).hasSize(sent.size());
            for (int i = 0; i < sent.size(); i++) {
                assertThat(received.get(i)).as("seed " + seed).isEqualTo(sent.get(i));
            }
        }
    }

    @Test
    void nothingIsTakenAfterALengthThatCannotBe() {
        for (int[] length : new int[][] {{0, 0, 0, 4}, {0, 4, 0, 1}, {0xff, 0xff, 0xff, 0xff}, {0x7f, 0, 0, 0}}) {
            Packets packets = new Packets();
            byte[] bytes = new byte[20];
            for (int i = 0; i < 4; i++) {
                bytes[i] = (byte) length[i];
            }
            assertThat(packets.add(bytes, 0, bytes.length, buffer -> {
                        throw new AssertionError("a packet of " + Arrays.toString(length));
                    }))
                    .isFalse();
            assertThat(packets.add(new byte[] {0, 0, 0, 5, 1, 2, 3, 4, 5}, 0, 9, buffer -> {
                        throw new AssertionError("a packet after that");
                    }))
                    .isFalse();
        }
    }
}
