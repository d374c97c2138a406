package dev.tandem.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2CompletionHandler;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.util.Readable;

/** A connection that knows since when nothing came. */
final class WatchedSocket extends Nio2Session implements Watched {
    private volatile long heard = System.nanoTime();
    private volatile boolean handling;

    WatchedSocket(Nio2Service service, FactoryManager manager, IoHandler handler, AsynchronousSocketChannel socket)
            throws IOException {
        super(service, manager, handler, socket, null);
    }

    @Override
    protected void handleReadCycleCompletion(
            ByteBuffer buffer,
            Readable reader,
            Nio2CompletionHandler<Integer, Object> completion,
            Integer result,
            Object attachment) {
        handling = true;
        try {
            super.handleReadCycleCompletion(buffer, reader, completion, result, attachment);
        } finally {
            heard = System.nanoTime();
            handling = false;
        }
    }

    @Override
    public long silentNanos() {
        return handling ? 0 : System.nanoTime() - heard;
    }
}
