package dev.tandem.s3.server;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Which requests something is to happen to, and what. It happens to the next one that fits, unless told otherwise; of
 * several faults that fit a request the one that was told first happens to it. The last call says what, and puts it in force.
 */
public final class When {
    /** What a test does while a request waits. */
    @FunctionalInterface
    public interface Hook {
        void run() throws Exception;
    }

    private final Consumer<Fault> faults;
    private Predicate<SeenRequest> which;
    private int pass;
    private int times = 1;

    When(Consumer<Fault> faults, Operation... operations) {
        this.faults = faults;
        this.which =
                request -> operations.length == 0 || Arrays.asList(operations).contains(request.operation());
    }

    /** Only for keys that a regular expression matches as a whole. */
    public When key(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return fits(request -> pattern.matcher(request.key()).matches());
    }

    /** Only where the query has a parameter: {@code name} or {@code name=value}, as it is sent. */
    public When query(String parameter) {
        return fits(request ->
                Arrays.asList(request.query().split("&")).contains(parameter) || request.hasQuery(parameter));
    }

    public When fits(Predicate<SeenRequest> more) {
        which = which.and(more);
        return this;
    }

    /** Lets so many requests that fit go by first. */
    public When after(int requests) {
        pass = requests;
        return this;
    }

    public When times(int requests) {
        times = requests;
        return this;
    }

    public When always() {
        return times(Integer.MAX_VALUE);
    }

    /** The server never sees the request; the client is told of an error. */
    public Fault answer(Refusal error) {
        return answer(error.status(), error.code());
    }

    /** The same with any status and code, as AWS words it in XML. */
    public Fault answer(int status, String code) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                + "</Code><Message>made by a test</Message><RequestId>0</RequestId></Error>";
        return answer(status, Map.of("Content-Type", "application/xml"), xml);
    }

    /** The same with any headers and body; Date is now, unless it is among them. */
    public Fault answer(int status, Map<String, String> headers, String body) {
        return put((exchange, fault) -> exchange.answer(status, headers, body));
    }

    /** The connection breaks before the server sees the request. */
    public Fault drop() {
        return put((exchange, fault) -> exchange.breakOff());
    }

    /** The server does what it is asked, and the connection breaks before the client is told. */
    public Fault loseAnswer() {
        return put((exchange, fault) -> exchange.loseAnswer());
    }

    /** The connection breaks after so many bytes of the answer's body; a shorter one comes whole. */
    public Fault cutAfter(long bytes) {
        return within(bytes, (exchange, fault) -> exchange.breakOff());
    }

    /** The answer's body falls silent after so many bytes, until released. */
    public Fault stallAfter(long bytes) {
        return within(bytes, (exchange, fault) -> fault.awaitRelease());
    }

    /** The request waits before it is forwarded, until released. */
    public Fault stall() {
        return put((exchange, fault) -> {
            fault.awaitRelease();
            exchange.forward();
        });
    }

    /** The answer's body ends after so many bytes, and the answer is in order otherwise. */
    public Fault truncate(int bytes) {
        return rewrite(body -> Arrays.copyOf(body, Math.min(bytes, body.length)));
    }

    /** The answer has another body, at most 64 MiB before. */
    public Fault rewrite(UnaryOperator<byte[]> change) {
        return put((exchange, fault) -> exchange.forward(change));
    }

    /** Something happens before the request is forwarded. What it throws breaks the connection. */
    public Fault before(Hook hook) {
        return put((exchange, fault) -> {
            hook.run();
            exchange.forward();
        });
    }

    /** Something happens after so many bytes of the answer's body. */
    public Fault within(long bytes, Hook hook) {
        return within(bytes, (exchange, fault) -> hook.run());
    }

    private Fault within(long bytes, Fault.Action then) {
        return register((exchange, fault) -> exchange.forward(bytes, () -> {
            fault.hit();
            then.on(exchange, fault);
        }));
    }

    private Fault put(Fault.Action action) {
        return register((exchange, fault) -> {
            fault.hit();
            action.on(exchange, fault);
        });
    }

    private Fault register(Fault.Action action) {
        Fault fault = new Fault(which, pass, times, action);
        faults.accept(fault);
        return fault;
    }
}
