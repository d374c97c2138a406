package dev.tandem.sftp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.channel.ChannelSession;

/** Answers as a server writes them, right or wrong. */
final class SftpAnswers {
    /** Writes the rest of a packet. */
    @FunctionalInterface
    interface Body {
        void to(DataOutputStream out) throws IOException;
    }

    private final DataOutputStream out;
    private final ChannelSession channel;

    SftpAnswers(DataOutputStream out, ChannelSession channel) {
        this.out = out;
        this.channel = channel;
    }

    /** A packet of a type to a request. */
    void packet(int type, int id, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream packet = new DataOutputStream(bytes);
        packet.writeByte(type);
        packet.writeInt(id);
        body.to(packet);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    void status(int id, int code) throws IOException {
        packet(Protocol.STATUS, id, body -> {
            body.writeInt(code);
            string(body, "the server says jane.roe_555-0100.wav");
            string(body, "");
        });
    }

    void handle(int id, String handle) throws IOException {
        packet(Protocol.HANDLE, id, body -> string(body, handle));
    }

    void data(int id, byte[] data, int length) throws IOException {
        packet(Protocol.DATA, id, body -> {
            body.writeInt(length);
            body.write(data, 0, length);
        });
    }

    void attributes(int id, MemoryFiles.Entry entry) throws IOException {
        packet(Protocol.ATTRS, id, entry::writeTo);
    }

    /** Bytes that need not be packets. */
    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Ends this channel in the middle of everything. */
    void endChannel() {
        channel.close(false);
    }

    /** Ends the session and all its channels. */
    void endSession() {
        channel.getSession().close(true);
    }

    static void string(DataOutputStream body, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        body.writeInt(bytes.length);
        body.write(bytes);
    }
}
