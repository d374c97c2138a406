package dev.tandem.simulation;

import dev.tandem.spi.TransportException.Reason;
import dev.tandem.testkit.Fault;
import dev.tandem.testkit.Faults;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong in one sweep: nothing, failures here and there, one crash, or a customer who interferes. */
final class Chaos implements Faults {
    enum Mode {
        CALM,
        FAILURES,
        CRASH,
        INTERFERENCE
    }

    /** What befalls the ledger or the sink. */
    enum Trouble {
        NONE,
        FAILS,
        DONE_BUT_FAILS,
        CRASHES_BEFORE,
        CRASHES_AFTER,
        REFUSES
    }

    private static final Reason[] FAILURES = {
        Reason.UNAVAILABLE, Reason.TIMED_OUT, Reason.ACCESS_DENIED, Reason.NO_SPACE
    };

    private final SplittableRandom random;
    private final Consumer<String> story;
    private Mode mode = Mode.CALM;
    private int perCent;
    private int effectsToCrash = -1;
    private boolean crashAfter;
    private int troubles;
    private boolean sinkIsAway;
    private boolean listingBroke;
    private Consumer<String> interference = path -> {};
    private @Nullable Consumer<Request> watcher;

    Chaos(SplittableRandom random, Consumer<String> story) {
        this.random = random;
        this.story = story;
    }

    /** Who interferes, by the path that the engine is about to touch. */
    void interference(Consumer<String> customer) {
        interference = customer;
    }

    /** Who hears of each deletion and each writing before it is done. */
    void watchedBy(Consumer<Request> guard) {
        watcher = guard;
    }

    void calm() {
        sinkIsAway = false;
        begin(Mode.CALM);
    }

    /** The sink goes away for longer, or comes back. */
    void toggleSink() {
        sinkIsAway = !sinkIsAway;
        story.accept(sinkIsAway ? "the sink goes away" : "the sink comes back");
    }

    private void begin(Mode next) {
        mode = next;
        troubles = 0;
        listingBroke = false;
        effectsToCrash = -1;
    }

    /** Draws what will go wrong in the next sweep. */
    void draw() {
        int die = random.nextInt(100);
        begin(die < 40 ? Mode.CALM : die < 70 ? Mode.FAILURES : die < 90 ? Mode.CRASH : Mode.INTERFERENCE);
        perCent = random.nextInt(2, 25);
        if (mode == Mode.CRASH) {
            crashIn(random.nextInt(30), random.nextBoolean());
        }
    }

    /** One crash, at the effect after so many others, before or after it is done. */
    void crashIn(int effects, boolean after) {
        begin(Mode.CRASH);
        effectsToCrash = effects;
        crashAfter = after;
    }

    /** Whether nothing went wrong since this sweep was drawn. */
    boolean wasCalm() {
        return troubles == 0;
    }

    boolean brokeListing() {
        return listingBroke;
    }

    @Override
    public Fault on(Request request) {
        Fault fault = draw(request);
        if (fault != Fault.NONE) {
            troubles++;
            listingBroke |= request.operation() == Operation.LIST || request.operation() == Operation.OPEN;
            story.accept("    " + request.operation() + " " + request.path() + ": " + fault);
        }
        boolean destroys = request.operation() == Operation.DELETE || request.operation() == Operation.WRITE;
        if (destroys && fault.isDone() && watcher != null) {
            watcher.accept(request);
        }
        return fault;
    }

    private Fault draw(Request request) {
        return switch (mode) {
            case CALM -> Fault.NONE;
            case CRASH -> isCrashNow() ? crashAfter ? Fault.crashesAfter() : Fault.crashesBefore() : Fault.NONE;
            case INTERFERENCE -> interferes(request) ? interfered(request) : Fault.NONE;
            case FAILURES -> random.nextInt(100) < perCent ? failure(request.operation()) : Fault.NONE;
        };
    }

    private boolean isCrashNow() {
        return effectsToCrash >= 0 && effectsToCrash-- == 0;
    }

    private boolean interferes(Request request) {
        Operation operation = request.operation();
        boolean racy = operation == Operation.READ
                || operation == Operation.MOVE
                || operation == Operation.STAT
                || operation == Operation.TAG;
        return racy && !request.path().contains("/") && random.nextInt(100) < perCent;
    }

    private Fault interfered(Request request) {
        return Fault.meanwhile(() -> interference.accept(request.path()));
    }

    private Fault failure(Operation operation) {
        Reason reason = FAILURES[random.nextInt(FAILURES.length)];
        boolean done = random.nextInt(3) == 0;
        return switch (operation) {
            case LIST, READ -> done ? Fault.fails(reason) : Fault.breaksOff(random.nextInt(6));
            case MOVE, DELETE, WRITE, TAG -> done ? Fault.doneButFails(reason) : Fault.fails(reason);
            case OPEN, STAT -> Fault.fails(reason);
        };
    }

    /** What befalls a commit, or, if it changes nothing, a query. */
    Trouble ledger(boolean changes) {
        if (mode == Mode.CRASH && changes && isCrashNow()) {
            return told("ledger", crashAfter ? Trouble.CRASHES_AFTER : Trouble.CRASHES_BEFORE);
        }
        if (mode != Mode.FAILURES || random.nextInt(100) >= (changes ? perCent : 1)) {
            return Trouble.NONE;
        }
        return told("ledger", changes && random.nextBoolean() ? Trouble.DONE_BUT_FAILS : Trouble.FAILS);
    }

    Trouble sink() {
        if (sinkIsAway) {
            return told("sink", Trouble.FAILS);
        }
        if (mode == Mode.CRASH && isCrashNow()) {
            return told("sink", crashAfter ? Trouble.CRASHES_AFTER : Trouble.CRASHES_BEFORE);
        }
        if (mode != Mode.FAILURES || random.nextInt(100) >= 2 * perCent) {
            return Trouble.NONE;
        }
        int die = random.nextInt(8);
        return told("sink", die == 0 ? Trouble.REFUSES : die < 4 ? Trouble.DONE_BUT_FAILS : Trouble.FAILS);
    }

    private Trouble told(String who, Trouble trouble) {
        troubles++;
        story.accept("    " + who + ": " + trouble);
        return trouble;
    }
}
