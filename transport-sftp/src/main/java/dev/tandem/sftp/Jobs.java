package dev.tandem.sftp;

import java.util.List;

/** Runs many jobs on one channel at once. */
final class Jobs {
    /** How many of those that ask one thing after the other are under way. */
    static final int DEPTH = 128;

    /** Something that takes a few requests. It tells when it is done, whatever came of it. */
    @FunctionalInterface
    interface Job {
        void begin(SftpChannel channel, Runnable done) throws Broken;
    }

    private Jobs() {}

    static void run(SftpChannel channel, List<? extends Job> jobs) throws Broken {
        int[] running = {0};
        for (Job job : jobs) {
            while (running[0] >= DEPTH) {
                channel.pump();
            }
            running[0]++;
            job.begin(channel, () -> running[0]--);
        }
        while (running[0] > 0) {
            channel.pump();
        }
    }
}
