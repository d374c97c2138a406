package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketAssemblerTest {
    @Test
    void packetsAreTheSameHoweverTheirBytesCome() throws Broken {
        long seed = new Random().nextLong();
        System.out.println("packetsAreTheSameHoweverTheirBytesCome: seed " + seed);
        Random random = new Random(seed);
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer stream = ByteBuffer.allocate(4 << 20);
        for (int i = 0; i < 200; i++) {
            byte[] packet = new byte[5 + random.nextInt(i % 20 == 0 ? 100_000 : 50)];
            random.nextBytes(packet);
            packets.add(packet);
            stream.putInt(packet.length).put(packet);
        }
        PacketAssembler assembler = new PacketAssembler();
        List<byte[]> whole = new ArrayList<>();
        for (int at = 0; at < stream.position(); ) {
            int n = Math.min(stream.position() - at, random.nextInt(random.nextBoolean() ? 5 : 70_000));
            assembler.take(stream.array(), at, n, whole::add);
            at += n;
        }
        assertThat(whole).usingElementComparator(java.util.Arrays::compare).containsExactlyElementsOf(packets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, PacketAssembler.LONGEST + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aLengthThatNoPacketHasIsRefusedBeforeItIsFilled(int length) {
        byte[] bytes = ByteBuffer.allocate(4).putInt(length).array();
        assertThatThrownBy(() -> new PacketAssembler().take(bytes, 0, 4, packet -> {}))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("packet of " + Integer.toUnsignedString(length) + " bytes");
    }
}
