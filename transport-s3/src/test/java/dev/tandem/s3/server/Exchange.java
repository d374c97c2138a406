package dev.tandem.s3.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One request and its answer on a client's connection. Used by that connection's thread. */
final class Exchange {
    private static final int REWRITABLE = 64 << 20;

    private final Head head;
    private final boolean expects;
    private final Body body;
    private final OutputStream client;
    private final Upstream upstream;
    private boolean ends;

    Exchange(Head head, InputStream in, OutputStream client, Upstream upstream) {
        this.expects = head.says("expect", "100-continue");
        this.head = head.without("expect");
        this.body = Body.ofRequest(head, in);
        this.client = client;
        this.upstream = upstream;
    }

    /** Whether the client's connection is of no use after this. */
    boolean ends() {
        return ends;
    }

    /** Ends the client's connection; what was written to it before still arrives. */
    void breakOff() throws IOException {
        client.flush();
        throw new IOException("broken off, as the test wanted");
    }

    void answer(int status, Map<String, String> headers, String text) throws IOException {
        // A client that asked first does not send its body after a refusal, so the two would misunderstand each other.
        ends = expects;
        if (!expects) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Head answer = new Head("HTTP/1.1 " + status + " Made", java.util.List.of())
                .with("Content-Length", Integer.toString(bytes.length));
        if (!headers.containsKey("Date")) {
            answer =
                    answer.with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        client.write((ends ? answer.with("Connection", "close") : answer).bytes());
        client.write(bytes, 0, toHead() ? 0 : bytes.length);
        client.flush();
    }

    void forward() throws Exception {
        forward(Long.MAX_VALUE, () -> {});
    }

    void loseAnswer() throws IOException {
        send();
        Head answer = upstream.answer();
        Body.ofAnswer(answer, toHead(), upstream.in()).transferTo(OutputStream.nullOutputStream());
        breakOff();
    }

    /** Forwards the answer as it is, and calls the hook once so many bytes of its body are with the client. */
    void forward(long bytes, When.Hook hook) throws Exception {
        send();
        Head answer = upstream.answer();
        Body from = Body.ofAnswer(answer, toHead(), upstream.in());
        ends = from.endsWithTheConnection() || answer.says("connection", "close");
        client.write(answer.bytes());
        boolean called = false;
        long count = 0;
        byte[] buffer = new byte[64 << 10];
        int n = 0;
        while (n >= 0) {
            if (count == bytes && !called) {
                client.flush();
                hook.run();
                called = true;
            }
            long most = called ? buffer.length : Math.min(buffer.length, bytes - count);
            n = from.read(buffer, 0, (int) most);
            if (n > 0) {
                Body.write(client, buffer, n, from.chunked());
                count += n;
            }
        }
        Body.end(client, from.chunked());
    }

    void forward(UnaryOperator<byte[]> change) throws IOException {
        send();
        Head answer = upstream.answer();
        Body from = Body.ofAnswer(answer, toHead(), upstream.in());
        ends = from.endsWithTheConnection() || answer.says("connection", "close");
        byte[] changed = change.apply(from.readNBytes(REWRITABLE));
        if (from.read() >= 0) {
            throw new IOException("a body of more than 64 MiB is not rewritten");
        }
        Head told = answer.without("content-length").without("transfer-encoding");
        client.write(
                told.with("Content-Length", Integer.toString(changed.length)).bytes());
        client.write(changed);
        client.flush();
    }

    private boolean toHead() {
        return head.line().startsWith("HEAD ");
    }

    private void send() throws IOException {
        if (expects) {
            client.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            client.flush();
        }
        OutputStream out = upstream.open();
        out.write(head.bytes());
        byte[] buffer = new byte[64 << 10];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            Body.write(out, buffer, n, body.chunked());
        }
        Body.end(out, body.chunked());
    }
}
