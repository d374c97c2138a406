package dev.tandem.cli;

import dev.tandem.cli.config.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes text on in UTF-8 without the secrets that are in it, whoever prints it, log and plugins included. Line by line, so
 * that no secret comes in two pieces; the beginning of a line is passed on when it is flushed.
 */
final class HidingStream extends OutputStream {
    private final OutputStream to;
    private final Secrets secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private HidingStream(OutputStream to, Secrets secrets) {
        this.to = to;
        this.secrets = secrets;
    }

    static PrintStream on(OutputStream to, Secrets secrets) {
        return new PrintStream(new HidingStream(to, secrets), false, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            flush();
        }
    }

    private void pass() throws IOException {
        String text = secrets.hide(line.toString(StandardCharsets.UTF_8));
        line.reset();
        to.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void flush() throws IOException {
        pass();
        to.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
        to.close();
    }
}
