package dev.tandem.sftp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.StreamingChannel;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * The SSH channel under SFTP: takes packets in on the session's own thread, so that a slow taker stops nobody else, and
 * holds at most a window of them. Only as they are taken may the server send more.
 */
final class Subsystem extends ChannelSubsystem {
    static final int WINDOW = 16 << 20;

    /** More answers than this cannot be under way. */
    private static final int MOST_PACKETS = 8192;

    private static final int SSH_PACKET = 128 << 10;
    private static final int RELEASED_AT_ONCE = 64 << 10;

    /** Fewer bytes than this are no sign that a long packet is coming. */
    private static final int PROGRESS = 4096;

    private static final byte[] END = new byte[0];
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final LinkedBlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final PacketAssembler assembler = new PacketAssembler();
    private volatile @Nullable Broken end;
    private @Nullable IoWriteFuture lastWrite;
    private int unreleased;
    private volatile long progressed = System.nanoTime();
    private long unnoticed;

    private Subsystem() {
        super("sftp");
        setStreaming(StreamingChannel.Streaming.Async);
        CoreModuleProperties.WINDOW_SIZE.set(this, (long) WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) SSH_PACKET);
        onClose(() -> finish(Broken.cut("the connection was lost")));
    }

    /** Opens the channel and asks for SFTP on it. The server's refusal comes as the end of it. */
    static Subsystem open(ClientSession session, Duration patience) throws Broken {
        Subsystem channel = new Subsystem();
        try {
            session.getService(ConnectionService.class).registerChannel(channel);
            OpenFuture opening = channel.open();
            if (!opening.await(patience)) {
                endIfSilent(session, patience);
                throw Broken.silent(patience);
            }
            if (!opening.isOpened()) {
                throw session.isOpen()
                        ? Broken.refused("the server opens no further channel; it may allow fewer at once")
                        : Broken.cut("the connection was lost");
            }
            return channel;
        } catch (InterruptedIOException e) {
            channel.leave(session);
            Thread.currentThread().interrupt();
            throw Broken.refused("interrupted");
        } catch (IOException | RuntimeException e) {
            channel.leave(session);
            throw Broken.cut("the connection was lost (" + e.getClass().getSimpleName() + ")");
        } catch (Broken e) {
            channel.leave(session);
            throw e;
        }
    }

    /** Where nothing at all came since it was asked, the session is dead, and not this channel alone. */
    private static void endIfSilent(ClientSession session, Duration patience) {
        if (session.getIoSession() instanceof Watched connection && connection.silentNanos() >= patience.toNanos()) {
            session.close(true);
        }
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        if (end != null) {
            return;
        }
        unnoticed += length;
        if (unnoticed >= PROGRESS) {
            unnoticed = 0;
            progressed = System.nanoTime();
        }
        try {
            assembler.take(data, offset, (int) length, arrived::add);
            if (arrived.size() > MOST_PACKETS) {
                throw Broken.nonsense("more answers than requests");
            }
        } catch (Broken e) {
            finish(e);
        }
    }

    /** What a server writes for people to read is read by nobody here. */
    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        getLocalWindow().release(length);
    }

    @Override
    public void handleFailure() throws IOException {
        finish(Broken.refused("the server offers no SFTP to this login"));
        super.handleFailure();
    }

    @Override
    public void handleEof() throws IOException {
        finish(Broken.cut("the server closed the channel"));
        super.handleEof();
    }

    private synchronized void finish(Broken why) {
        if (end == null) {
            end = why;
            arrived.add(END);
        }
    }

    boolean hasEnded() {
        return end != null;
    }

    /** The next packet if there is one. */
    byte @Nullable [] poll() throws Broken {
        return taken(arrived.poll());
    }

    /** The next packet; null if for so long neither one came nor a fair part of one, as on a slow line. */
    byte @Nullable [] await(long nanos) throws Broken {
        long begin = System.nanoTime();
        try {
            for (long left = nanos; left > 0; ) {
                byte[] packet = arrived.poll(left, TimeUnit.NANOSECONDS);
                if (packet != null) {
                    return taken(packet);
                }
                long now = System.nanoTime();
                left = nanos - Math.min(now - begin, now - progressed);
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Broken.refused("interrupted");
        }
    }

    private byte @Nullable [] taken(byte @Nullable [] packet) throws Broken {
        if (packet == null) {
            return null;
        }
        Broken ended = end;
        if (packet == END && ended != null) {
            arrived.add(END);
            throw ended;
        }
        unreleased += Integer.BYTES + packet.length;
        if (unreleased >= RELEASED_AT_ONCE) {
            release();
        }
        return packet;
    }

    private void release() throws Broken {
        try {
            getLocalWindow().release(unreleased);
            unreleased = 0;
        } catch (IOException e) {
            throw Broken.cut("the connection was lost");
        }
    }

    /** Sends bytes once those before them are on their way. */
    void send(byte[] bytes, int count, Duration patience) throws Broken {
        try {
            IoWriteFuture before = lastWrite;
            if (before != null && !before.await(patience)) {
                throw Broken.silent(patience);
            }
            // A copy, for it may be read after this returns: MINA's own thread can take the write over.
            lastWrite = getAsyncIn().writeBuffer(new ByteArrayBuffer(Arrays.copyOf(bytes, count)));
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw Broken.refused("interrupted");
        } catch (IOException | RuntimeException e) {
            Broken ended = end;
            throw ended != null ? ended : Broken.cut("the connection was lost");
        }
    }

    /** Closes the channel in order, and by force if the server does not answer to that. */
    void leave(ClientSession session) {
        finish(Broken.cut("the channel was closed"));
        arrived.clear();
        arrived.add(END);
        close(false);
        if (isClosed()) {
            return;
        }
        try {
            ScheduledFuture<?> force = session.getFactoryManager()
                    .getScheduledExecutorService()
                    .schedule(() -> close(true), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            onClose(() -> force.cancel(false));
        } catch (RejectedExecutionException e) {
            close(true);
        }
    }
}
