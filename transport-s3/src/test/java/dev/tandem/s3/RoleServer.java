package dev.tandem.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.s3.server.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The one action AssumeRole: whoever asks by the right name for the right role gets credentials of a server. */
final class RoleServer implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/tandem";
    static final String EXTERNAL_ID = "acme 42";
    static final String TOKEN = "a token of a session";

    /** Whom the role trusts. */
    static final String CALLER = "AKIACALLER";

    private final S3Server server;
    private final HttpServer http;
    private final AtomicInteger given = new AtomicInteger();
    private volatile Duration valid = Duration.ofHours(1);

    RoleServer(S3Server server) throws IOException {
        this.server = server;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void valid(Duration duration) {
        valid = duration;
    }

    /** How often credentials were given. */
    int given() {
        return given.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        for (String field :
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII).split("&", -1)) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String signed = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = signed != null && signed.contains("Credential=" + CALLER + "/") && signed.contains("/sts/");
        boolean allowed = known
                && "AssumeRole".equals(form.get("Action"))
                && ROLE.equals(form.get("RoleArn"))
                && EXTERNAL_ID.equals(form.get("ExternalId"));
        byte[] body = (allowed ? credentials() : denied()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(allowed ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String credentials() {
        given.incrementAndGet();
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                + "<AccessKeyId>" + server.accessKeyId() + "</AccessKeyId>"
                + "<SecretAccessKey>" + server.secretAccessKey() + "</SecretAccessKey>"
                + "<SessionToken>" + TOKEN + "</SessionToken>"
                + "<Expiration>" + Instant.now().plus(valid).truncatedTo(ChronoUnit.SECONDS) + "</Expiration>"
                + "</Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }

    private static String denied() {
        return "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                + "<Code>AccessDenied</Code><Message>CANARY " + ROLE + "</Message></Error></ErrorResponse>";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
