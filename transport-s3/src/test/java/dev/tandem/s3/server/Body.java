package dev.tandem.s3.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an HTTP/1.1 message: what it holds, without its framing. The connection stays open at its end. */
final class Body extends InputStream {
    private enum Framing {
        LENGTH,
        CHUNKS,
        CLOSE
    }

    private final InputStream in;
    private final Framing framing;
    private long left;
    private boolean ended;

    private Body(InputStream in, Framing framing, long left) {
        this.in = in;
        this.framing = framing;
        this.left = left;
    }

    /** The body of a request: none, unless its head says so. */
    static Body ofRequest(Head head, InputStream in) {
        return framed(head, in, new Body(in, Framing.LENGTH, 0));
    }

    /** The body of an answer: all until the connection closes, unless its head says otherwise. */
    static Body ofAnswer(Head head, boolean toHead, InputStream in) {
        boolean none = toHead || head.status() == 204 || head.status() == 304;
        return none ? new Body(in, Framing.LENGTH, 0) : framed(head, in, new Body(in, Framing.CLOSE, 0));
    }

    private static Body framed(Head head, InputStream in, Body otherwise) {
        String length = head.header("content-length");
        if (head.says("transfer-encoding", "chunked")) {
            return new Body(in, Framing.CHUNKS, 0);
        }
        return length == null ? otherwise : new Body(in, Framing.LENGTH, Long.parseLong(length));
    }

    boolean chunked() {
        return framing == Framing.CHUNKS;
    }

    boolean endsWithTheConnection() {
        return framing == Framing.CLOSE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (framing == Framing.CLOSE) {
            return in.read(buffer, offset, length);
        }
        if (framing == Framing.CHUNKS && left == 0 && !ended) {
            nextChunk();
        }
        if (left == 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new IOException("the connection ended within a body");
        }
        left -= n;
        if (left == 0 && framing == Framing.CHUNKS) {
            line();
        }
        return n;
    }

    private void nextChunk() throws IOException {
        String size = line();
        int semicolon = size.indexOf(';');
        left = Long.parseLong((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
        if (left == 0) {
            ended = true;
            while (!line().isEmpty()) {
                // Trailers say nothing that is wanted here.
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 1_000) {
                throw new IOException("a chunk without an end");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Writes bytes of a body, in a chunk of their own where the body goes in chunks. */
    static void write(OutputStream out, byte[] bytes, int count, boolean chunked) throws IOException {
        if (chunked && count > 0) {
            out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(bytes, 0, count);
        if (chunked && count > 0) {
            out.write('\r');
            out.write('\n');
        }
    }

    /** Writes the end of a body. */
    static void end(OutputStream out, boolean chunked) throws IOException {
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
    }
}
