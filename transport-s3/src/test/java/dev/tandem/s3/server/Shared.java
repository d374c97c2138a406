package dev.tandem.s3.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The programs and files of a server that all tests of this JVM share; they end with it. */
final class Shared {
    private final Path work;
    private final Deque<Program> programs = new ArrayDeque<>();

    Shared(String name) throws IOException {
        work = Files.createTempDirectory(name);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, name + "-end"));
    }

    Path work() {
        return work;
    }

    Program start(String log, List<String> command) throws IOException {
        Program program = Program.start(work.resolve(log), command);
        synchronized (programs) {
            programs.push(program);
        }
        return program;
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the programs, the last one first, and deletes their files. */
    private void end() {
        synchronized (programs) {
            programs.forEach(Program::close);
        }
        try (Stream<Path> files = Files.walk(work)) {
            files.sorted(Comparator.reverseOrder()).forEach(Shared::delete);
        } catch (IOException | UncheckedIOException e) {
            // It is the folder for what may be lost.
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
