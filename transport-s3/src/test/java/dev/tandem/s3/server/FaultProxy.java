package dev.tandem.s3.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network and the bad days of an S3 server: it forwards requests, byte for byte but for {@code Expect}, so that
 * signatures hold, counts them, and does to some of them what {@link #when} says. It speaks HTTP/1.1 without TLS, to
 * requests in path style. For use by any thread.
 */
public final class FaultProxy implements S3Server {
    private static final int REMEMBERED = 200_000;

    private final S3Server server;
    private final ServerSocket listener;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Upstream> upstreams = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<Operation, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<SeenRequest> requests = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;

    private FaultProxy(S3Server server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        start("fault-proxy", this::accept);
    }

    /** Begins to listen before a server, which stays its owner's to close. */
    public static FaultProxy before(S3Server server) throws IOException {
        return new FaultProxy(server);
    }

    /** Begins to say what is to happen to requests for these operations, or for any if none is named. */
    public When when(Operation... operations) {
        return new When(faults::add, operations);
    }

    /** Ends all faults; what stalls is let go. */
    public void endFaults() {
        faults.forEach(Fault::end);
        faults.clear();
    }

    /** Every request waits so long before it is forwarded, as if the server were so far away. */
    public void delay(Duration roundTrip) {
        delay = roundTrip;
    }

    /** How many requests for these operations came, or in all if none is named; refused ones are among them. */
    public int count(Operation... operations) {
        Operation[] counted = operations.length == 0 ? Operation.values() : operations;
        int sum = 0;
        for (Operation operation : counted) {
            sum += counter(operation).get();
        }
        return sum;
    }

    /** Counts and requests begin anew. */
    public void forget() {
        counts.clear();
        synchronized (requests) {
            requests.clear();
        }
    }

    /** The requests that came, in their order, the first 200,000. */
    public List<SeenRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** How many connections clients ever made. */
    public int connections() {
        return connections.get();
    }

    /** How many connections of clients there are now. */
    public int open() {
        return clients.size();
    }

    /** Breaks all connections; new ones can be made. */
    public void cut() {
        clients.forEach(FaultProxy::closeQuietly);
        upstreams.forEach(FaultProxy::closeQuietly);
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public String region() {
        return server.region();
    }

    @Override
    public String accessKeyId() {
        return server.accessKeyId();
    }

    @Override
    public String secretAccessKey() {
        return server.secretAccessKey();
    }

    @Override
    public boolean honours(Feature feature) {
        return server.honours(feature);
    }

    /** Made at the server itself, so that it is not counted. */
    @Override
    public String newBucket() {
        return server.newBucket();
    }

    /** Breaks all connections and waits until their threads are gone. */
    @Override
    public void close() {
        closeQuietly(listener);
        endFaults();
        cut();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                clients.add(client);
                start("fault-proxy-connection", () -> serve(client));
            } catch (IOException e) {
                // The listener was closed.
            }
        }
    }

    private void serve(Socket client) {
        URI target = server.endpoint();
        Upstream upstream = new Upstream(target.getHost(), target.getPort());
        upstreams.add(upstream);
        try (client;
                upstream) {
            client.setTcpNoDelay(true);
            if (listener.isClosed()) {
                return;
            }
            InputStream in = new BufferedInputStream(client.getInputStream(), 64 << 10);
            OutputStream out = new BufferedOutputStream(client.getOutputStream(), 64 << 10);
            boolean open = true;
            while (open) {
                Head head = Head.read(in);
                open = head != null && goesOn(head, new Exchange(head, in, out, upstream));
            }
        } catch (Exception e) {
            // One side went away or was meant to; the client sees its connection end.
        } finally {
            clients.remove(client);
            upstreams.remove(upstream);
        }
    }

    private boolean goesOn(Head head, Exchange exchange) throws Exception {
        SeenRequest request = new SeenRequest(head);
        remember(request);
        if (!delay.isZero()) {
            Thread.sleep(delay.toMillis());
        }
        Fault fault = faultOf(request);
        if (fault == null) {
            exchange.forward();
        } else {
            fault.run(exchange);
        }
        return !exchange.ends();
    }

    private @org.jspecify.annotations.Nullable Fault faultOf(SeenRequest request) {
        for (Fault fault : faults) {
            if (fault.takes(request)) {
                return fault;
            }
        }
        return null;
    }

    private void remember(SeenRequest request) {
        counter(request.operation()).incrementAndGet();
        synchronized (requests) {
            if (requests.size() < REMEMBERED) {
                requests.add(request);
            }
        }
    }

    private AtomicInteger counter(Operation operation) {
        return counts.computeIfAbsent(operation, o -> new AtomicInteger());
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        threads.remove(Thread.currentThread());
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static void closeQuietly(java.io.Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
