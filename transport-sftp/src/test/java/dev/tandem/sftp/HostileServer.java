package dev.tandem.sftp;

import dev.tandem.sftp.server.EmbeddedServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/**
 * An SSH server whose SFTP is honest and in memory, except where a test says otherwise: before each request is answered, a
 * {@link Mischief} may answer it in any way, or not at all.
 */
final class HostileServer implements AutoCloseable, SubsystemFactory {
    /** What a test does instead of the honest answer. */
    @FunctionalInterface
    interface Mischief {
        /** Whether the request was dealt with; if not, it gets the honest answer. */
        boolean answer(SftpRequest request, SftpAnswers out) throws IOException;
    }

    static final Mischief NONE = (request, out) -> false;

    private final EmbeddedServer server;
    private final MemoryFiles files = new MemoryFiles();
    private final AtomicInteger channels = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile Mischief mischief = NONE;

    HostileServer(Path anyFolder) throws IOException {
        server = EmbeddedServer.over(anyFolder, this::become);
    }

    private void become(SshServer ssh) {
        ssh.setSubsystemFactories(List.of(this));
    }

    EmbeddedServer server() {
        return server;
    }

    /** What it serves. */
    MemoryFiles files() {
        return files;
    }

    void does(Mischief what) {
        mischief = what;
    }

    /** How many channels were opened so far. */
    int channels() {
        return channels.get();
    }

    @Override
    public String getName() {
        return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
        return new Talk(channels.incrementAndGet());
    }

    /** One channel. */
    private final class Talk implements Command {
        private final int number;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();

        Talk(int number) {
            this.number = number;
        }

        @Override
        public void setInputStream(InputStream from) {
            in = from;
        }

        @Override
        public void setOutputStream(OutputStream to) {
            out = to;
        }

        @Override
        public void setErrorStream(OutputStream to) {}

        @Override
        public void setExitCallback(ExitCallback callback) {}

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread thread = new Thread(() -> talk(channel), "hostile-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }

        private void talk(ChannelSession channel) {
            DataInputStream requests = new DataInputStream(in);
            SftpAnswers answers = new SftpAnswers(new DataOutputStream(out), channel);
            try {
                while (true) {
                    SftpRequest request = SftpRequest.read(requests, number);
                    if (!mischief.answer(request, answers)) {
                        files.answer(request, answers);
                    }
                    answers.flush();
                }
            } catch (EOFException e) {
                channel.close(false);
            } catch (IOException e) {
                channel.close(true);
            } finally {
                threads.remove(Thread.currentThread());
            }
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }

    @Override
    public void close() throws IOException {
        threads.forEach(Thread::interrupt);
        server.close();
    }
}
