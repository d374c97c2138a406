package dev.tandem.sftp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request as a server sees it.
 *
 * @param channel the number of the channel that it came by, from one
 * @param id for INIT, the version
 * @param body what follows the id; reads of it go on from one another
 */
record SftpRequest(int channel, int type, int id, ByteBuffer body) {
    static SftpRequest read(DataInputStream in, int channel) throws IOException {
        int length = in.readInt();
        byte[] packet = in.readNBytes(length);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        return new SftpRequest(channel, bytes.get() & 0xFF, bytes.getInt(), bytes.slice());
    }

    boolean is(int wanted) {
        return type == wanted;
    }

    byte[] bytes() {
        byte[] value = new byte[body.getInt()];
        body.get(value);
        return value;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The first text, without moving on. */
    String path() {
        int at = body.position();
        String text = text();
        body.position(at);
        return text;
    }
}
