package dev.tandem.sftp.drop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.session.ClientSession;

/** Packets of the SFTP protocol as they come to one's mind, right or wrong. */
final class RawSftp implements AutoCloseable {
    static final int INIT = 1;
    static final int OPEN = 3;
    static final int CLOSE = 4;
    static final int READ = 5;
    static final int WRITE = 6;
    static final int LSTAT = 7;
    static final int FSTAT = 8;
    static final int SETSTAT = 9;
    static final int FSETSTAT = 10;
    static final int OPENDIR = 11;
    static final int READDIR = 12;
    static final int REMOVE = 13;
    static final int MKDIR = 14;
    static final int RMDIR = 15;
    static final int REALPATH = 16;
    static final int STAT = 17;
    static final int RENAME = 18;
    static final int READLINK = 19;
    static final int SYMLINK = 20;
    static final int EXTENDED = 200;

    static final int STATUS = 101;
    static final int HANDLE = 102;
    static final int NAME = 104;

    static final int OK = 0;
    static final int NO_SUCH_FILE = 2;
    static final int DENIED = 3;
    static final int FAILURE = 4;
    static final int UNSUPPORTED = 8;

    static final int CREATE = 0x02 | 0x08;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChannelSubsystem channel;
    private final OutputStream out;
    private final DataInputStream in;
    private int id;

    RawSftp(ClientSession session) throws IOException {
        this.channel = session.createSubsystemChannel("sftp");
        channel.open().verify(PATIENCE);
        this.out = channel.getInvertedIn();
        this.in = new DataInputStream(channel.getInvertedOut());
    }

    static RawSftp start(ClientSession session) throws IOException {
        RawSftp raw = new RawSftp(session);
        raw.send(packet(INIT, fields -> fields.writeInt(3)));
        raw.receive();
        return raw;
    }

    interface Fields {
        void write(DataOutputStream out) throws IOException;
    }

    /** An answer: its type, and of a status, its code and sentence; of a handle, the handle. */
    record Answer(int type, int code, String text) {}

    static byte[] packet(int type, Fields fields) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeByte(type);
        fields.write(data);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new DataOutputStream(all).writeInt(body.size());
        body.writeTo(all);
        return all.toByteArray();
    }

    static void string(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(UTF_8));
    }

    static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Answer ask(int type, Fields fields) throws IOException {
        tell(type, fields);
        return receive();
    }

    /** Asks, and does not wait for the answer. */
    void tell(int type, Fields fields) throws IOException {
        int mine = ++id;
        send(packet(type, data -> {
            data.writeInt(mine);
            fields.write(data);
        }));
    }

    void tell(int type, String path) throws IOException {
        tell(type, data -> string(data, path));
    }

    Answer ask(int type, String path) throws IOException {
        return ask(type, data -> string(data, path));
    }

    Answer open(String path, int flags) throws IOException {
        return ask(OPEN, data -> {
            string(data, path);
            data.writeInt(flags);
            data.writeInt(0);
        });
    }

    Answer write(String handle, long offset, byte[] bytes) throws IOException {
        return ask(WRITE, data -> {
            string(data, handle);
            data.writeLong(offset);
            bytes(data, bytes);
        });
    }

    /** The next packet that comes; an EOFException if the server has closed the channel. */
    Answer receive() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        DataInputStream data = new DataInputStream(new java.io.ByteArrayInputStream(body));
        int type = data.readUnsignedByte();
        data.readInt();
        if (type == STATUS) {
            int code = data.readInt();
            return new Answer(type, code, new String(data.readNBytes(data.readInt()), UTF_8));
        }
        if (type == HANDLE) {
            return new Answer(type, OK, new String(data.readNBytes(data.readInt()), UTF_8));
        }
        return new Answer(type, OK, "");
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
