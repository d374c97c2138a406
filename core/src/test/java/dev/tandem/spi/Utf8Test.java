package dev.tandem.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void everyPairOfBytesIsJudgedAsTheStrictDecoderDoes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            for (String tail : new String[] {"", "80", "8080", "BFBF", "41"}) {
                agrees(HexFormat.of().parseHex("%04x".formatted(pair) + tail));
            }
        }
    }

    @Test
    void randomBytesAreJudgedAsTheStrictDecoderDoes() {
        long seed = Long.getLong("tandem.seed", 20_201_012L);
        Random random = new Random(seed);
        byte[] text =
                "An ASCII text of some length, Zo\u00EB, \u05E9\u05DC, \u20AC, \uD83D\uDE00\uD83D\uDE00 and more of it"
                        .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 100_000; round++) {
            byte[] content = Arrays.copyOf(text, random.nextInt(text.length));
            for (int i = random.nextInt(3); i > 0 && content.length > 0; i--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            agrees(content);
        }
    }

    private static void agrees(byte[] content) {
        boolean text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .chars()
                    .noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            text = false;
        }
        if (Utf8.isText(content) != text) {
            throw new AssertionError(HexFormat.of().formatHex(content) + " is text: " + text);
        }
    }
}
