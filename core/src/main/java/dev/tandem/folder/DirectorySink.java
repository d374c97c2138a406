package dev.tandem.folder;

import dev.tandem.call.Call;
import dev.tandem.call.Facts;
import dev.tandem.internal.Json;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lays out {@code <feed>/<yyyy>/<MM>/<dd>/<call id>/} with {@code recording.<ext>} and {@code call.json}; the date is
 * that of the call's time in UTC. A call is written under a temporary name and moved into place when it is whole and
 * safe on the disk; an update replaces its {@code call.json} in one step. No name from a customer becomes a path.
 */
final class DirectorySink implements CallSink {
    private static final String TEMPORARY = ".tandem-";

    private final Path root;

    DirectorySink(Path root) {
        this.root = root;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        Call call = delivery.call();
        Path day = day(call);
        Path folder = day.resolve(call.id().value());
        if (Files.isDirectory(folder)) {
            writeDescription(folder, delivery);
            sync(folder);
            return;
        }
        makeSafely(day);
        Path temporary = day.resolve(TEMPORARY + call.id());
        try {
            // What a delivery that was cut short left behind.
            deleteRemains(temporary);
            Files.createDirectory(temporary);
            writeRecording(temporary, delivery);
            writeDescription(temporary, delivery);
            sync(temporary);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            sync(day);
        } finally {
            deleteRemains(temporary);
        }
    }

    private Path day(Call call) {
        LocalDate date = call.time().atZone(ZoneOffset.UTC).toLocalDate();
        return root.resolve(call.feed())
                .resolve(String.format(Locale.ROOT, "%04d", date.getYear()))
                .resolve(String.format(Locale.ROOT, "%02d", date.getMonthValue()))
                .resolve(String.format(Locale.ROOT, "%02d", date.getDayOfMonth()));
    }

    private static void writeRecording(Path folder, Delivery delivery) throws IOException {
        Path file =
                folder.resolve("recording." + delivery.call().recording().type().extension());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream in = delivery.openRecording()) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static void writeDescription(Path folder, Delivery delivery) throws IOException {
        Path temporary = folder.resolve(TEMPORARY + "call.json");
        try {
            try (FileChannel channel = FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                out.write(describe(delivery).getBytes(StandardCharsets.UTF_8));
                channel.force(true);
            }
            Files.move(temporary, folder.resolve("call.json"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String describe(Delivery delivery) {
        Call call = delivery.call();
        Map<String, Object> recording = new LinkedHashMap<>();
        recording.put("name", call.recording().name());
        recording.put("file", "recording." + call.recording().type().extension());
        recording.put("size", call.recording().size());
        recording.put("sha256", call.recording().sha256());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", call.id().value());
        all.put("feed", call.feed());
        all.put("revision", call.revision());
        all.put("idempotencyKey", delivery.idempotencyKey());
        all.put("time", call.time());
        all.put("start", call.start());
        all.put("end", call.end());
        all.put("recording", recording);
        all.put("facts", facts(call.facts()));
        all.put("metadata", call.metadata().fields());
        return Json.write(all);
    }

    private static Map<String, Object> facts(Facts facts) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("time", facts.time());
        known.put("user", facts.user());
        known.put(
                "direction",
                facts.direction() == null ? null : facts.direction().name().toLowerCase(Locale.ROOT));
        known.put("sessionId", facts.sessionId());
        known.put("ani", facts.ani());
        known.put("dnis", facts.dnis());
        known.put(
                "durationSeconds",
                facts.duration() == null ? null : facts.duration().toSeconds());
        known.values().removeIf(value -> value == null);
        return known;
    }

    /** Makes a folder and those above it that are not there, each safe from a loss of power. */
    private static void makeSafely(Path folder) throws IOException {
        Path above = folder.getParent();
        if (above == null || Files.isDirectory(folder)) {
            return;
        }
        makeSafely(above);
        Files.createDirectories(folder);
        sync(above);
    }

    /** Makes a folder's entries safe from a loss of power. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteRemains(Path temporary) throws IOException {
        if (Files.isDirectory(temporary)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(temporary);
        }
    }
}
