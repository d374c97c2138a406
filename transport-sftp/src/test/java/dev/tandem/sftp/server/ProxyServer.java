package dev.tandem.sftp.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback that speaks HTTP's CONNECT and SOCKS5 alike, by what a client says first. */
public final class ProxyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile byte @Nullable [] answer;

    private ProxyServer(@Nullable String user, @Nullable String password) throws IOException {
        this.user = user;
        this.password = password;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public static ProxyServer open() throws IOException {
        return new ProxyServer(null, null);
    }

    public static ProxyServer of(String user, String password) throws IOException {
        return new ProxyServer(user, password);
    }

    /** Whatever is asked, it answers with these bytes from now on, and then is silent. */
    public void answer(byte[] bytes) {
        answer = bytes.clone();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The {@code host:port} of each connection that was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        quietly(listener);
        sockets.forEach(ProxyServer::quietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            int first = in.read();
            byte[] fixed = answer;
            if (fixed != null) {
                out.write(fixed);
                in.transferTo(OutputStream.nullOutputStream());
                return;
            }
            String target = first == 5 ? socks(in, out) : http(first, in, out);
            if (target != null) {
                relay(client, target, first == 5);
            }
        } catch (IOException e) {
            // The client sees its connection end.
        } finally {
            sockets.remove(client);
        }
    }

    private @Nullable String http(int first, InputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next(in));
        }
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (user != null && head.indexOf("Proxy-Authorization: Basic " + login + "\r\n") < 0) {
            out.write("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return null;
        }
        return head.substring("CONNECT ".length(), head.indexOf(" HTTP/"));
    }

    private @Nullable String socks(InputStream in, OutputStream out) throws IOException {
        byte[] methods = in.readNBytes(next(in));
        int method = user == null ? 0 : 2;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(method) >= 0;
        out.write(new byte[] {5, (byte) (offered ? method : 0xFF)});
        if (!offered || (method == 2 && !socksLogin(in, out))) {
            return null;
        }
        in.readNBytes(3);
        if (next(in) != 3) {
            throw new IOException("names alone are known here");
        }
        String host = new String(in.readNBytes(next(in)), StandardCharsets.US_ASCII);
        return host + ":" + (next(in) << 8 | next(in));
    }

    private boolean socksLogin(InputStream in, OutputStream out) throws IOException {
        next(in);
        String name = new String(in.readNBytes(next(in)), StandardCharsets.UTF_8);
        String secret = new String(in.readNBytes(next(in)), StandardCharsets.UTF_8);
        boolean right = name.equals(user) && secret.equals(password);
        out.write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private void relay(Socket client, String target, boolean socks) throws IOException {
        asked.add(target);
        int colon = target.lastIndexOf(':');
        try (Socket server = new Socket()) {
            OutputStream out = client.getOutputStream();
            try {
                server.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(target.substring(colon + 1))));
            } catch (IOException e) {
                out.write(socks ? new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0} : text("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
                return;
            }
            sockets.add(server);
            ByteArrayOutputStream yes = new ByteArrayOutputStream();
            yes.write(socks ? new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0} : text("HTTP/1.1 200 OK\r\nVia: test\r\n\r\n"));
            out.write(yes.toByteArray());
            start(() -> pump(client, server));
            pump(server, client);
            sockets.remove(server);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[16 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                to.getOutputStream().write(Arrays.copyOf(buffer, n));
            }
        } catch (IOException e) {
            // One side went away; the other is closed with it.
        }
        quietly(from);
        quietly(to);
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
