package dev.tandem.sftp;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Copy;
import dev.tandem.spi.TransportException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Reads many files over one channel: looks at some ahead, has as many open as the server allows, and asks for their bytes in
 * their order as far as memory is set aside for them. Goes on over another connection after a cut.
 */
final class CopyRun {
    /** Bytes that were asked for and not written yet. */
    static final long AHEAD = 8 << 20;

    private static final int LOOKED_AT_AHEAD = 128;
    private static final int HANDLES_BACK_AFTER = 32;

    private final List<FileCopy> copies = new ArrayList<>();
    private final Deque<FileCopy> ready = new ArrayDeque<>();
    private final Deque<FileCopy> hungry = new ArrayDeque<>();
    private final Deque<FileCopy> fed = new ArrayDeque<>();
    private ReadAhead.Budget budget = new ReadAhead.Budget(AHEAD);
    private int unfinished;
    private int looking;
    private int open;
    private int handles;
    private int opened;

    /** Adds a file, at the path that the server knows it by. */
    FileCopy add(Copy copy, byte[] path) {
        FileCopy added = new FileCopy(copy, path, this);
        copies.add(added);
        return added;
    }

    /** Where the channels come from. */
    interface Channels {
        SftpChannel channel() throws TransportException;
    }

    /** Reads all files; each has its result afterwards. */
    void run(Channels channels) {
        Cuts cuts = new Cuts();
        while (hasWork()) {
            try {
                pass(channels.channel());
            } catch (Broken e) {
                if (!e.isCut() || !cuts.mayGoOn(progress())) {
                    failAll(e.during("read"));
                }
            } catch (TransportException e) {
                failAll(e);
            }
        }
    }

    private boolean hasWork() {
        return copies.stream().anyMatch(copy -> copy.result() == null);
    }

    private long progress() {
        return copies.stream()
                .mapToLong(copy -> copy.delivered() + (copy.result() == null ? 0 : 1))
                .sum();
    }

    private void failAll(TransportException why) {
        for (FileCopy copy : copies) {
            if (copy.result() == null) {
                copy.finish(Attempt.<RemoteFile>failed(why));
            }
        }
    }

    private void pass(SftpChannel channel) throws Broken {
        List<FileCopy> left =
                copies.stream().filter(copy -> copy.result() == null).toList();
        begin(channel, left.size());
        Iterator<FileCopy> next = left.iterator();
        boolean orderly = false;
        try {
            while (unfinished > 0) {
                advance(channel, next);
                if (unfinished > 0) {
                    channel.pump();
                    deliver(channel);
                }
            }
            channel.flush();
            orderly = true;
        } finally {
            if (!orderly) {
                channel.close();
            }
        }
    }

    private void begin(SftpChannel channel, int count) {
        ready.clear();
        hungry.clear();
        fed.clear();
        budget = new ReadAhead.Budget(AHEAD);
        unfinished = count;
        looking = 0;
        open = 0;
        opened = 0;
        handles = channel.offers().mostHandles();
    }

    private void advance(SftpChannel channel, Iterator<FileCopy> next) throws Broken {
        while (looking + ready.size() < LOOKED_AT_AHEAD && next.hasNext()) {
            looking++;
            next.next().look(channel);
        }
        while (open < handles && !ready.isEmpty()) {
            open++;
            ready.remove().open(channel);
        }
        while (budget.hasRoom() && !hungry.isEmpty()) {
            if (!hungry.element().ask(channel)) {
                hungry.remove();
            }
        }
    }

    private void deliver(SftpChannel channel) throws Broken {
        while (!fed.isEmpty()) {
            fed.remove().move(channel);
        }
    }

    ReadAhead.Budget budget() {
        return budget;
    }

    void looked() {
        looking--;
    }

    void ready(FileCopy copy) {
        ready.add(copy);
    }

    /** Whether a file may be tried again that could not be opened beside so many others. */
    boolean again(FileCopy copy) {
        if (open == 0) {
            return false;
        }
        handles = open;
        ready.addFirst(copy);
        return true;
    }

    void hungry(FileCopy copy) {
        if (++opened % HANDLES_BACK_AFTER == 0) {
            handles++;
        }
        hungry.add(copy);
    }

    void arrived(FileCopy copy) {
        fed.add(copy);
    }

    void closed() {
        open--;
    }

    void finished() {
        unfinished--;
    }
}
