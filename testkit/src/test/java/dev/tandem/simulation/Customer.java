package dev.tandem.simulation;

import dev.tandem.testkit.MemoryFolder;
import dev.tandem.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Uploads, changes his mind, and remembers what he did: the model that the engine is held against. */
final class Customer {
    private static final int MOST_PARTS = 4;

    private final SplittableRandom random;
    private final MemoryFolder folder;
    private final SettableClock clock;
    private final Duration settle;
    private final Consumer<String> story;
    private final BiPredicate<String, byte[]> taken;
    private final List<String> calls = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Version> wanted = new TreeMap<>();
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    /** Whether there is one kind of metadata, and recordings are seldom replaced. */
    private final boolean orderly;
    /** Whether some recordings come in another format beside, or instead of, those of the same name. */
    private final boolean severalFormats;

    private int contents;

    /** An upload that has not ended. */
    private static final class Upload {
        final String path;
        final String as;
        final byte[] content;
        int written;
        Duration idle = Duration.ZERO;
        boolean clockWasSet;

        Upload(String path, String as, byte[] content) {
            this.path = path;
            this.as = as;
            this.content = content;
        }
    }

    /** @param taken whether the sink took a content for the call of a path */
    Customer(
            SplittableRandom random,
            MemoryFolder folder,
            SettableClock clock,
            Duration settle,
            Consumer<String> story,
            BiPredicate<String, byte[]> taken) {
        this.random = random;
        this.folder = folder;
        this.clock = clock;
        this.settle = settle;
        this.story = story;
        this.taken = taken;
        orderly = random.nextInt(3) > 0;
        severalFormats = random.nextInt(3) == 0;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            String name =
                    random.nextInt(5) == 0 ? "Call_" + i : "20260301-1" + random.nextInt(2) + "000" + i + "_User" + i;
            calls.add(name);
        }
    }

    List<String> calls() {
        return calls;
    }

    /** Everything ever uploaded whole, in the order in which the uploads ended. */
    List<Version> versions() {
        return versions;
    }

    /** What the customer uploaded last under each path and did not withdraw. */
    Map<String, Version> wanted() {
        return wanted;
    }

    void uploadSomething() {
        String call = calls.get(random.nextInt(calls.size()));
        int die = random.nextInt(20);
        String path = call + (die < 8 ? recordingExtension() : die < 19 || orderly ? ".kv" : ".kv2");
        boolean replaces = Version.isRecording(path) && wanted.containsKey(path);
        if (replaces && orderly && random.nextInt(4) > 0) {
            path = call + ".kv";
        }
        if (!uploads.containsKey(path)) {
            upload(path, contentFor(path));
        }
    }

    private String recordingExtension() {
        return severalFormats && random.nextInt(3) == 0 ? ".mp3" : ".wav";
    }

    private byte[] contentFor(String path) {
        List<Version> before =
                versions.stream().filter(version -> version.path.equals(path)).toList();
        boolean again = !before.isEmpty() && random.nextInt(3) == 0;
        if (again) {
            return before.get(random.nextInt(before.size())).content;
        }
        return newContent(path);
    }

    private byte[] newContent(String path) {
        int number = ++contents;
        String padding = "x".repeat(random.nextInt(1, 40));
        if (Version.isRecording(path)) {
            return ("sound " + number + " " + padding).getBytes(StandardCharsets.UTF_8);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("number", Integer.toString(number));
        fields.put("note", padding);
        if (random.nextInt(20) == 0) {
            fields.put(Warehouse.UNWANTED, "yes");
        }
        return KeyValues.write(fields);
    }

    private void upload(String path, byte[] content) {
        int die = random.nextInt(10);
        if (die < 5) {
            uploadWhole(path, content);
        } else if (die < 7 || settle.isZero()) {
            begin(new Upload(path, path + ".part", content));
        } else {
            begin(new Upload(path, path, content));
        }
    }

    void uploadWhole(String path, byte[] content) {
        folder.write(path, content);
        ended(path, content, "uploads");
    }

    private void begin(Upload upload) {
        story.accept("customer begins " + upload.as);
        if (upload.as.equals(upload.path)) {
            wanted.remove(upload.path);
        }
        uploads.put(upload.path, upload);
        folder.write(upload.as, new byte[0]);
        goOn(upload);
    }

    private void goOn(Upload upload) {
        int left = upload.content.length - upload.written;
        int end = upload.written + Math.min(left, random.nextInt(1, upload.content.length / MOST_PARTS + 2));
        folder.append(upload.as, Arrays.copyOfRange(upload.content, upload.written, end));
        upload.written = end;
        upload.idle = Duration.ZERO;
        upload.clockWasSet = false;
        if (end == upload.content.length) {
            end(upload);
        } else {
            story.accept("customer goes on with " + upload.as);
        }
    }

    private void end(Upload upload) {
        uploads.remove(upload.path);
        if (!upload.as.equals(upload.path)) {
            folder.rename(upload.as, upload.path);
        }
        ended(upload.path, upload.content, "ends the upload of");
    }

    private void ended(String path, byte[] content, String what) {
        Version version = new Version(versions.size() + 1, path, content, clock.instant());
        versions.add(version);
        wanted.put(path, version);
        story.accept("customer " + what + " " + version + " of " + content.length + " bytes, "
                + Integer.toHexString(Version.text(content).hashCode()));
    }

    void goOnWithSomething() {
        if (!uploads.isEmpty()) {
            List<Upload> open = List.copyOf(uploads.values());
            goOn(open.get(random.nextInt(open.size())));
        }
    }

    void endUploads() {
        List.copyOf(uploads.values()).forEach(this::endNow);
    }

    private void endNow(Upload upload) {
        while (uploads.containsKey(upload.path)) {
            goOn(upload);
        }
    }

    /** Lets time pass; an upload never pauses for as long as the settle time. */
    void advance(Duration time) {
        for (Upload upload : List.copyOf(uploads.values())) {
            if (!upload.as.equals(upload.path)) {
                continue;
            }
            if (upload.idle.plus(time).compareTo(settle) >= 0) {
                goOn(upload);
            }
            if (time.compareTo(settle) >= 0) {
                endNow(upload);
            }
            upload.idle = upload.idle.plus(time);
        }
        clock.advance(time);
        clockChanged();
    }

    /** Sets the clock. */
    void jump(Duration by) {
        clock.jump(by);
        uploads.values().forEach(upload -> upload.clockWasSet = true);
        clockChanged();
    }

    /** What an engine that starts anew cannot know, that the clock was set under an open upload, does not happen. */
    void engineStartsAnew() {
        for (Upload upload : List.copyOf(uploads.values())) {
            if (upload.clockWasSet) {
                endNow(upload);
            }
        }
    }

    private void clockChanged() {
        for (Version version : versions) {
            version.see(clock.instant());
        }
    }

    /** A sweep without any fault has just listed the folder. */
    void allSeen() {
        versions.forEach(version -> version.seen = true);
    }

    /** Removes one of the files that lie there. */
    void withdrawSomething() {
        String path = something("");
        if (path != null && !path.endsWith(".part") && !uploads.containsKey(path) && folder.delete(path)) {
            wanted.remove(path);
            story.accept("customer deletes " + path);
        }
    }

    /** Moves a refused file back, to have it tried again. */
    void retrySomething() {
        String path = something("refused/");
        if (path == null || path.endsWith(".reason.json")) {
            return;
        }
        String name = path.substring("refused/".length());
        byte[] content = folder.bytes(path).orElseThrow();
        boolean free = folder.bytes(name).isEmpty() && !uploads.containsKey(name);
        boolean known = versions.stream().anyMatch(version -> version.path.equals(name) && version.has(content));
        if (free && known && !taken.test(Version.base(name), content)) {
            folder.rename(path, name);
            ended(name, content, "moves back");
        }
    }

    private @Nullable String something(String prefix) {
        List<String> paths = folder.files().keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0)
                .filter(path -> !path.startsWith("."))
                .toList();
        return paths.isEmpty() ? null : paths.get(random.nextInt(paths.size()));
    }

    /** Writes over a file at the moment when the engine touches it. */
    void interfere(String path) {
        boolean mine = versions.stream().anyMatch(version -> version.path.equals(path));
        if (mine && !uploads.containsKey(path)) {
            byte[] content = contentFor(path);
            folder.write(path, content);
            ended(path, content, "meanwhile uploads");
        }
    }

    /** Uploads what no engine should take, under a name that no call has. */
    void uploadRubbish() {
        int number = ++contents;
        switch (random.nextInt(7)) {
            case 0 -> folder.write("rubbish" + number + ".txt", bytes("text"));
            case 1 -> folder.write("rubbish" + number + ".wav", new byte[0]);
            case 2 -> folder.write("rubbish" + number + ".kv", bytes("no equals sign"));
            case 3 -> folder.write("20260301-9900" + number + "_x.wav", bytes("bad time"));
            case 4 -> folder.write("rubbish\u202e" + number + ".wav", bytes("bad name"));
            case 5 -> folder.write("folder" + number + "/inside.wav", bytes("too deep"));
            default -> folder.link("link" + number + ".wav");
        }
        story.accept("customer uploads rubbish " + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
