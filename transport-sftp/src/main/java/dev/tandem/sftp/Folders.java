package dev.tandem.sftp;

import dev.tandem.spi.RemoteFile.Kind;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the folders on a path are folders and no links, which could lead out of the root. What was seen is
 * believed for a while.
 */
final class Folders {
    private static final long BELIEVED = Duration.ofSeconds(20).toNanos();
    private static final int MOST = 10_000;

    private final RemotePaths paths;
    private final Map<String, Long> seen = new HashMap<>();

    Folders(RemotePaths paths) {
        this.paths = paths;
    }

    /** What one look at several folders found: only those that are not folders. */
    private final class Look {
        private final Map<String, TransportException> wrong = new HashMap<>();
        /** In an order that has each folder before those in it. */
        private final Set<String> missing = new TreeSet<>();

        private final String operation;

        Look(String operation) {
            this.operation = operation;
        }

        void at(String folder, Reply reply) throws Broken {
            if (!reply.isStatus()) {
                Kind kind = reply.attributes().kind();
                if (kind == Kind.DIRECTORY) {
                    believe(folder);
                } else {
                    String what =
                            kind == Kind.LINK ? "a folder on the path is a link" : "a part of the path is no folder";
                    wrong.put(folder, new TransportException(Reason.ACCESS_DENIED, operation + ": " + what));
                }
                return;
            }
            int code = reply.status();
            wrong.put(folder, Status.refusal(operation, code));
            if (Status.isMissing(code)) {
                missing.add(folder);
            }
        }

        @Nullable
        TransportException first(String folder) {
            return RemotePaths.chain(folder).stream()
                    .filter(wrong::containsKey)
                    .findFirst()
                    .map(wrong::get)
                    .orElse(null);
        }
    }

    /**
     * Looks at folders, all at once, and makes those that are missing if so wanted.
     *
     * @return for each that cannot be used why not
     */
    Map<String, TransportException> check(SftpChannel channel, Check check) throws Broken {
        Look look = look(channel, check.operation(), check.folders());
        if (check.make()) {
            make(channel, look);
        }
        Map<String, TransportException> failures = new HashMap<>();
        for (String folder : check.folders()) {
            TransportException first = look.first(folder);
            if (first != null) {
                failures.put(folder, first);
            }
        }
        return failures;
    }

    /** @param folders below the root, as valid paths; the root itself needs no look */
    record Check(String operation, Collection<String> folders, boolean make) {}

    /** Checks one folder. */
    void check(SftpChannel channel, String operation, String folder) throws Broken, TransportException {
        one(channel, new Check(operation, List.of(folder), false));
    }

    /** Checks one folder and makes it where it is missing. */
    void make(SftpChannel channel, String operation, String folder) throws Broken, TransportException {
        one(channel, new Check(operation, List.of(folder), true));
    }

    private void one(SftpChannel channel, Check check) throws Broken, TransportException {
        for (TransportException failure : check(channel, check).values()) {
            throw failure;
        }
    }

    private Look look(SftpChannel channel, String operation, Collection<String> folders) throws Broken {
        Set<String> unseen = new LinkedHashSet<>();
        for (String folder : folders) {
            RemotePaths.chain(folder).stream().filter(one -> !isBelieved(one)).forEach(unseen::add);
        }
        Look look = new Look(operation);
        List<Jobs.Job> jobs = new ArrayList<>();
        for (String folder : unseen) {
            jobs.add((on, done) -> on.lstat(wire(folder), reply -> {
                look.at(folder, reply);
                done.run();
            }));
        }
        Jobs.run(channel, jobs);
        return look;
    }

    private void make(SftpChannel channel, Look look) throws Broken {
        for (String folder : look.missing) {
            if (look.first(RemotePaths.folder(folder)) != null) {
                continue;
            }
            Reply made = channel.get(then -> channel.makeFolder(wire(folder), then));
            int code = made.status();
            look.wrong.remove(folder);
            if (code == Status.OK) {
                believe(folder);
            } else {
                // Somebody else may have made it.
                look.at(folder, channel.get(then -> channel.lstat(wire(folder), then)));
                if (look.wrong.containsKey(folder)) {
                    look.wrong.put(folder, Status.refusal(look.operation, code));
                }
            }
        }
    }

    private byte[] wire(String folder) {
        try {
            return paths.wire(folder);
        } catch (TransportException e) {
            throw new IllegalArgumentException("the folders of a valid path are valid", e);
        }
    }

    private void believe(String folder) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(folder, System.nanoTime());
    }

    private boolean isBelieved(String folder) {
        Long when = seen.get(folder);
        return when != null && System.nanoTime() - when < BELIEVED;
    }

    /** Believes nothing any more. */
    void doubt() {
        seen.clear();
    }
}
