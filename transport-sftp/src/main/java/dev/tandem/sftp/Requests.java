package dev.tandem.sftp;

import java.util.Arrays;

/** The wire form of requests, several in a row, so that one SSH packet carries many. */
final class Requests {
    private byte[] bytes = new byte[1024];
    private int length;
    private int start;
    private int count;

    Requests begin(int type, int id) {
        start = length;
        count++;
        return uint32(0).uint8(type).uint32(id);
    }

    Requests uint8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Requests uint32(int value) {
        return uint8(value >>> 24).uint8(value >>> 16).uint8(value >>> 8).uint8(value);
    }

    Requests uint64(long value) {
        return uint32((int) (value >>> 32)).uint32((int) value);
    }

    Requests string(byte[] value) {
        return string(value, 0, value.length);
    }

    Requests string(byte[] value, int offset, int count) {
        uint32(count);
        room(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Ends the request that was begun. */
    void end() {
        int last = length;
        length = start;
        uint32(last - start - Integer.BYTES);
        length = last;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    int count() {
        return count;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        length = 0;
        count = 0;
    }
}
