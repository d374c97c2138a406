package dev.tandem.simulation;

import dev.tandem.call.Call;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import dev.tandem.spi.SinkException;
import dev.tandem.testkit.SimulatedCrash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sink: holds each delivery against what the customer did, and fails when {@link Chaos} says so. */
final class Warehouse implements CallSink {
    /** A metadata field that makes this sink refuse the call, always. */
    static final String UNWANTED = "unwanted";

    /** What the sink took. */
    record Taken(Call call, String key, String base, String recording, String metadata, int serial) {}

    private final SplittableRandom random;
    private final Chaos chaos;
    private final Consumer<String> story;
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Taken> byKey = new HashMap<>();
    private final Map<String, String> keyOfRevision = new HashMap<>();
    private final Map<String, Taken> latest = new HashMap<>();
    private final Map<String, String> contentOfKey = new HashMap<>();
    private final Set<String> sure = new HashSet<>();
    private final List<Taken> refused = new ArrayList<>();
    private @Nullable Customer customer;
    private @Nullable Guard guard;
    private @Nullable AssertionError violation;
    private int attempts;

    Warehouse(SplittableRandom random, Chaos chaos, Consumer<String> story) {
        this.random = random;
        this.chaos = chaos;
        this.story = story;
    }

    void watch(Customer watched, Guard watching) {
        customer = watched;
        guard = watching;
    }

    List<Taken> taken() {
        return taken;
    }

    List<Taken> refused() {
        return refused;
    }

    /** A sweep without any fault has just ended: the engine knows what this took since it had taken so many. */
    void allKnown(int before) {
        taken.subList(before, taken.size())
                .forEach(one -> sure.add(one.call.id().value()));
    }

    int attempts() {
        return attempts;
    }

    boolean took(String base, byte[] content) {
        return taken.stream()
                .anyMatch(one -> one.base.equals(base)
                        && (one.recording.equals(Version.text(content)) || one.metadata.equals(Version.text(content))));
    }

    /** Throws the first violation seen; thrown here, an engine cannot swallow it. */
    void verify() {
        if (violation != null) {
            throw violation;
        }
    }

    @Override
    public void deliver(Delivery delivery) throws SinkException, IOException {
        attempts++;
        Chaos.Trouble trouble = chaos.sink();
        if (trouble == Chaos.Trouble.CRASHES_BEFORE) {
            throw new SimulatedCrash();
        }
        if (trouble == Chaos.Trouble.FAILS) {
            fail();
        }
        Taken one = look(delivery);
        if (!byKey.containsKey(one.key) && (trouble == Chaos.Trouble.REFUSES || isUnwanted(one.call))) {
            refused.add(one);
            story.accept("    sink refuses " + describe(one));
            throw new SinkException(SinkException.Reason.REFUSED, "not wanted here");
        }
        take(one);
        if (trouble == Chaos.Trouble.CRASHES_AFTER) {
            throw new SimulatedCrash();
        }
        if (trouble == Chaos.Trouble.DONE_BUT_FAILS) {
            fail();
        }
    }

    private void fail() throws SinkException, IOException {
        switch (random.nextInt(3)) {
            case 0 -> throw new SinkException(SinkException.Reason.UNAVAILABLE, "a fault of the simulation");
            case 1 -> throw new IOException("a fault of the simulation");
            default -> throw new IllegalStateException("a fault of the simulation");
        }
    }

    private static boolean isUnwanted(Call call) {
        return call.metadata().get(UNWANTED).isPresent();
    }

    private Taken look(Delivery delivery) throws IOException {
        Call call = delivery.call();
        String base = Version.base(call.recording().name());
        byte[] metadata = KeyValues.write(call.metadata().fields());
        byte[] recording = recording(delivery, base);
        int serial = versions().stream()
                .filter(version -> version.base().equals(base) && !version.isRecording() && version.has(metadata))
                .mapToInt(version -> version.serial)
                .max()
                .orElse(0);
        boolean late = versions().stream()
                .filter(version -> version.base().equals(base) && version.has(metadata))
                .allMatch(version -> version.seenFrom.isAfter(Version.endOfUpdates(base)));
        Taken one = new Taken(
                call, delivery.idempotencyKey(), base, Version.text(recording), Version.text(metadata), serial);
        require(serial > 0, "metadata that the customer never uploaded whole: ", one);
        require(!late || !sure.contains(call.id().value()) || byKey.containsKey(one.key), "a late update: ", one);
        String content = call.recording().sha256() + " " + sha256(metadata);
        String known = contentOfKey.putIfAbsent(one.key, content);
        require(known == null || known.equals(content), "one key for two contents: ", one);
        String key = keyOfRevision.putIfAbsent(call.id() + " " + call.revision(), one.key);
        require(key == null || key.equals(one.key), "one revision under two keys: ", one);
        return one;
    }

    /** The recording's bytes, read where they can be, else those that the customer uploaded with that SHA-256. */
    private byte[] recording(Delivery delivery, String base) throws IOException {
        Call call = delivery.call();
        byte[] uploaded = versions().stream()
                .filter(version -> version.path.equals(call.recording().name()))
                .filter(version -> version.sha256.equals(call.recording().sha256()))
                .map(version -> version.content)
                .findFirst()
                .orElse(null);
        if (uploaded == null) {
            throw violated("a recording that the customer never uploaded whole: " + base);
        }
        boolean update = latest.containsKey(call.id().value());
        if (update && guard != null && guard.isPurged(uploaded)) {
            throw violated("an update whose recording was purged: " + base);
        }
        if (!update || random.nextBoolean()) {
            try (InputStream in = delivery.openRecording()) {
                byte[] read = in.readAllBytes();
                if (!Arrays.equals(read, uploaded)) {
                    throw violated("other bytes than the SHA-256 tells: " + base);
                }
                if (call.recording().size() != read.length) {
                    throw violated("another size than the recording has: " + base);
                }
            } catch (NoSuchFileException e) {
                if (!update) {
                    throw violated("a first delivery without a recording: " + base);
                }
            }
        }
        return uploaded;
    }

    private void take(Taken one) {
        Taken before = latest.put(one.call.id().value(), one);
        require(before == null || before.serial <= one.serial, "older metadata replaces newer: ", one);
        story.accept("    sink takes " + describe(one));
        byKey.put(one.key, one);
        taken.add(one);
    }

    private static String describe(Taken one) {
        return one.base + " call " + one.call.id().value().substring(0, 4) + " revision " + one.call.revision()
                + ", recording " + Integer.toHexString(one.recording.hashCode()) + ", metadata #" + one.serial;
    }

    private List<Version> versions() {
        return customer == null ? List.of() : customer.versions();
    }

    private void require(boolean kept, String what, Taken one) {
        if (!kept) {
            throw violated(what + describe(one));
        }
    }

    private AssertionError violated(String what) {
        AssertionError error = new AssertionError(what);
        if (violation == null) {
            violation = error;
        }
        return error;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
