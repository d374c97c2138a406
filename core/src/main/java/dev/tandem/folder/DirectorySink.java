package dev.tandem.folder;

import dev.tandem.call.Call;
import dev.tandem.spi.CallLayout;
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

/**
 * Lays calls out as {@link CallLayout} says. A call is written under a temporary name and moved into place when it is whole and
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
        Path day = root.resolve(CallLayout.day(call));
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

    private static void writeRecording(Path folder, Delivery delivery) throws IOException {
        Path file = folder.resolve(CallLayout.recording(delivery.call()));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                InputStream in = delivery.openRecording()) {
            in.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static void writeDescription(Path folder, Delivery delivery) throws IOException {
        Path temporary = folder.resolve(TEMPORARY + CallLayout.DESCRIPTION);
        try {
            try (FileChannel channel = FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                out.write(CallLayout.describe(delivery).getBytes(StandardCharsets.UTF_8));
                channel.force(true);
            }
            Files.move(temporary, folder.resolve(CallLayout.DESCRIPTION), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
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
