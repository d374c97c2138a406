package dev.tandem.sftp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Asks a proxy for a connection to a server, by HTTP's CONNECT or SOCKS5 (RFC 1928, 1929). Reads not one byte more than
 * the proxy's answer. The proxy resolves the server's name.
 */
final class ProxyHandshake {
    private static final int LONGEST_ANSWER = 16 << 10;

    private final Proxy proxy;
    private final Line line;

    /** A connection to a proxy, whose reads and writes keep a deadline of their own. */
    interface Line {
        void write(byte[] bytes) throws IOException;

        /** Fills a buffer; an EOFException if the proxy hangs up before. */
        void read(ByteBuffer buffer) throws IOException;
    }

    ProxyHandshake(Proxy proxy, Line line) {
        this.proxy = proxy;
        this.line = line;
    }

    void connect(HostAndPort server) throws IOException {
        try {
            if (proxy.kind() == Proxy.Kind.HTTP) {
                http(server);
            } else {
                socks(server);
            }
        } catch (EOFException e) {
            throw new Failures.Refusal("the proxy hung up", e);
        }
    }

    private void http(HostAndPort server) throws IOException {
        StringBuilder request = new StringBuilder("CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n");
        if (proxy.user() != null) {
            byte[] login = (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(login))
                    .append("\r\n");
        }
        line.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        String answer = head();
        if (!answer.matches("(?s)HTTP/1\\.[01] \\d{3}[ \r\n].*")) {
            throw new Failures.Refusal("the proxy does not speak HTTP");
        }
        String status = answer.substring(9, 12);
        if (status.equals("407")) {
            throw login();
        }
        if (!status.startsWith("2")) {
            throw new Failures.Refusal("the proxy refused with status " + status);
        }
    }

    private Failures.Refusal login() {
        return new Failures.Refusal(
                proxy.user() == null
                        ? "the proxy wants a user; expected http://user@host:port or socks5://user@host:port, and proxy-password"
                        : "the proxy did not take the user and proxy-password");
    }

    /** Byte by byte, since what follows the empty line is the server's. */
    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            if (head.length() >= LONGEST_ANSWER) {
                throw new Failures.Refusal("the proxy's answer does not end within 16 KiB");
            }
            head.append((char) bytes(1)[0]);
        }
        return head.toString();
    }

    private void socks(HostAndPort server) throws IOException {
        String user = proxy.user();
        boolean named = user != null;
        line.write(named ? new byte[] {5, 2, 0, 2} : new byte[] {5, 1, 0});
        byte[] chosen = bytes(2);
        if (chosen[0] != 5) {
            throw new Failures.Refusal("the proxy does not speak SOCKS5");
        }
        if (chosen[1] == 2 && user != null) {
            socksLogin(user, proxy.password());
        } else if (chosen[1] != 0) {
            throw login();
        }
        line.write(socksRequest(server));
        byte[] answer = bytes(4);
        if (answer[0] != 5 || answer[1] != 0) {
            throw new Failures.Refusal(
                    "the proxy refused with SOCKS5 code " + (answer[1] & 0xFF) + socksWord(answer[1]));
        }
        int address = switch (answer[3]) {
            case 1 -> 4;
            case 4 -> 16;
            case 3 -> bytes(1)[0] & 0xFF;
            default -> throw new Failures.Refusal("the proxy does not speak SOCKS5");
        };
        bytes(address + 2);
    }

    private static String socksWord(byte code) {
        return switch (code) {
            case 2 -> " (forbidden by its rules)";
            case 3 -> " (network unreachable)";
            case 4 -> " (host unreachable)";
            case 5 -> " (connection refused)";
            case 6 -> " (expired)";
            default -> "";
        };
    }

    private void socksLogin(String user, @Nullable String password) throws IOException {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        byte[] secret = (password == null ? "" : password).getBytes(StandardCharsets.UTF_8);
        if (name.length > 255 || secret.length > 255) {
            throw new Failures.Refusal("the proxy's user or password is longer than SOCKS5 takes, 255 bytes");
        }
        ByteBuffer request = ByteBuffer.allocate(3 + name.length + secret.length);
        request.put((byte) 1)
                .put((byte) name.length)
                .put(name)
                .put((byte) secret.length)
                .put(secret);
        line.write(request.array());
        if (bytes(2)[1] != 0) {
            throw login();
        }
    }

    private static byte[] socksRequest(HostAndPort server) {
        byte[] host = server.host().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocate(7 + host.length);
        request.put(new byte[] {5, 1, 0, 3}).put((byte) host.length).put(host).putShort((short) server.port());
        return request.array();
    }

    private byte[] bytes(int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        line.read(buffer);
        return buffer.array();
    }
}
