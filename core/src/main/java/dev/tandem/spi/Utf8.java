package dev.tandem.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells strict UTF-8 (RFC 3629) without decoding it. */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8, and none is NUL. */
    static boolean isText(byte[] content) {
        int i = 0;
        while (i < content.length) {
            if (i + Long.BYTES <= content.length && isAscii((long) EIGHT.get(content, i))) {
                i += Long.BYTES;
                continue;
            }
            int length = length(content, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Whether each of the eight bytes is from 1 to 127. */
    private static boolean isAscii(long eight) {
        return ((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0;
    }

    /** How many bytes the character has that begins here; 0 if none does. */
    private static int length(byte[] content, int i) {
        int first = content[i];
        if (first > 0) {
            return 1;
        }
        int second = i + 1 < content.length ? content[i + 1] & 0xFF : 0;
        return switch ((first & 0xF0) >> 4) {
            case 0xC, 0xD -> (first & 0xFF) >= 0xC2 && isBetween(second, 0x80, 0xBF) ? 2 : 0;
            case 0xE -> {
                int least = (first & 0xFF) == 0xE0 ? 0xA0 : 0x80;
                int most = (first & 0xFF) == 0xED ? 0x9F : 0xBF;
                yield isBetween(second, least, most) && continues(content, i + 2) ? 3 : 0;
            }
            case 0xF -> {
                int least = (first & 0xFF) == 0xF0 ? 0x90 : 0x80;
                int most = (first & 0xFF) == 0xF4 ? 0x8F : 0xBF;
                boolean plane = (first & 0xFF) <= 0xF4 && isBetween(second, least, most);
                yield plane && continues(content, i + 2) && continues(content, i + 3) ? 4 : 0;
            }
            default -> 0;
        };
    }

    private static boolean continues(byte[] content, int i) {
        return i < content.length && isBetween(content[i] & 0xFF, 0x80, 0xBF);
    }

    private static boolean isBetween(int value, int least, int most) {
        return least <= value && value <= most;
    }
}
