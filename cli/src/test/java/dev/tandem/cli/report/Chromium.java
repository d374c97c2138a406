package dev.tandem.cli.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A headless Chromium that is spoken to by its DevTools protocol. {@code -Dtandem.chromium=PATH} or the environment's
 * {@code TANDEM_CHROMIUM} says which; else the path is searched. Used by one thread.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final long PATIENCE_SECONDS = 60;
    private static final String ANNOUNCED = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<?, ?>>> answers = new ConcurrentHashMap<>();
    private final List<Map<?, ?>> events = new CopyOnWriteArrayList<>();
    private String session = "";

    private Chromium(Process process, URI address) {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .join();
    }

    /** Where the browser is; empty if there is none. */
    static Optional<Path> find() {
        String told = System.getProperty("tandem.chromium", System.getenv().getOrDefault("TANDEM_CHROMIUM", ""));
        if (!told.isEmpty()) {
            return Optional.of(Path.of(told)).filter(Files::isExecutable);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    static Chromium start(Path browser, Path profile) throws IOException {
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "chromium's words");
        reader.setDaemon(true);
        reader.start();
        try {
            return new Chromium(process, wait(address));
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void read(Process process, CompletableFuture<URI> address) {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ANNOUNCED)) {
                    address.complete(
                            URI.create(line.substring(ANNOUNCED.length()).strip()));
                } else if (!address.isDone()) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        address.completeExceptionally(new IllegalStateException("chromium did not start: " + said));
    }

    private static <T> T wait(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Opens a page in a window of its own, and waits until it is drawn. What happens meanwhile is kept as events. */
    void open(Path page, int width) {
        events.clear();
        session = "";
        Object target =
                send("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
        session = String.valueOf(
                send("Target.attachToTarget", Map.of("targetId", String.valueOf(target), "flatten", true))
                        .get("sessionId"));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        send("Page.navigate", Map.of("url", page.toUri().toString()));
        evaluate("new Promise(done => document.readyState === 'complete' && location.protocol === 'file:' ? done(1)"
                + " : window.addEventListener('load', () => done(1)))");
    }

    /** What an expression comes to: a number, a string, a list, a map, a truth value or null. */
    @Nullable
    Object evaluate(String expression) {
        Map<?, ?> answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return map(answer, "result").get("value");
    }

    /** What the page would rather not have said, and what it wanted from elsewhere. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Map<?, ?> event : events) {
            String method = String.valueOf(event.get("method"));
            if (method.equals("Log.entryAdded")
                    || method.equals("Runtime.exceptionThrown")
                    || method.equals("Runtime.consoleAPICalled")) {
                complaints.add(event.toString());
            }
        }
        return complaints;
    }

    /** The addresses of everything that the page asked for, itself included. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (Map<?, ?> event : events) {
            if ("Network.requestWillBeSent".equals(event.get("method"))) {
                Map<?, ?> request = map(map(event, "params"), "request");
                requests.add(String.valueOf(request.get("url")));
            }
        }
        return requests;
    }

    /** Sends a command to the page, or to the browser before there is one, and gives its result back. */
    Map<?, ?> send(String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<Map<?, ?>> answer = new CompletableFuture<>();
        answers.put(number, answer);
        String to = session.isEmpty() ? "" : ",\"sessionId\":" + json(session);
        socket.sendText(
                        "{\"id\":" + number + ",\"method\":" + json(method) + ",\"params\":" + json(parameters) + to
                                + "}",
                        true)
                .join();
        Map<?, ?> message = wait(answer);
        if (message.containsKey("error")) {
            throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return map(message, "result");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        if (parent.get(key) instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException("no " + key + " in " + parent);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = new ArrayList<>();
            map.forEach((key, member) -> members.add(json(String.valueOf(key)) + ":" + json(member)));
            return "{" + String.join(",", members) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(Chromium::json).toList()) + "]";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder("\"");
        value.toString()
                .chars()
                .forEach(c -> text.append(
                        c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : Character.toString(c)));
        return text.append('"').toString();
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();
        // JSON is YAML.
        private final Load parser = new Load(LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setAllowDuplicateKeys(true)
                .build());

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                Map<?, ?> whole = (Map<?, ?>) parser.loadFromString(message.toString());
                message.setLength(0);
                if (whole.get("id") instanceof Integer id) {
                    CompletableFuture<Map<?, ?>> waiting = answers.remove(id);
                    if (waiting != null) {
                        waiting.complete(whole);
                    }
                } else {
                    events.add(whole);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable fault) {
            answers.values().forEach(answer -> answer.completeExceptionally(fault));
        }
    }
}
