package dev.tandem.sftp;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.TransportException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What comes of one operation on many files. Each file fails alone. */
final class Batch {
    private final String operation;
    private final List<@Nullable Attempt<RemoteFile>> results;

    Batch(String operation, int size) {
        this.operation = operation;
        results = new ArrayList<>(Collections.nCopies(size, null));
    }

    String operation() {
        return operation;
    }

    void put(int i, Attempt<RemoteFile> result) {
        results.set(i, result);
    }

    /** Puts what the answer to a look at a file tells. */
    void put(int i, Reply looked, String path) throws Broken {
        put(
                i,
                looked.isStatus()
                        ? Attempt.failed(Status.refusal(operation, looked.status()))
                        : Attempt.of(looked.attributes().named(RemotePaths.name(path))));
    }

    /** Fails all that have no result yet. */
    void failRest(TransportException why) {
        open().forEach(i -> put(i, Attempt.failed(why)));
    }

    /** Which have no result yet. */
    IntStream open() {
        return IntStream.range(0, results.size()).filter(i -> results.get(i) == null);
    }

    /** Fails those whose path no server should get. */
    void checkPaths(RemotePaths paths, IntFunction<String> path) {
        open().forEach(i -> {
            try {
                paths.wire(path.apply(i));
            } catch (TransportException e) {
                put(i, Attempt.failed(e));
            }
        });
    }

    /** Fails those whose folders are not to be entered; their paths are valid. */
    void checkFolders(SftpChannel channel, Folders folders, IntFunction<String> path, boolean make) throws Broken {
        Set<String> above = new LinkedHashSet<>();
        open().forEach(i -> above.add(RemotePaths.folder(path.apply(i))));
        Map<String, TransportException> failures = folders.check(channel, new Folders.Check(operation, above, make));
        open().forEach(i -> {
            TransportException failure = failures.get(RemotePaths.folder(path.apply(i)));
            if (failure != null) {
                put(i, Attempt.failed(failure));
            }
        });
    }

    List<Attempt<RemoteFile>> results() {
        return results.stream()
                .map(result -> Objects.requireNonNull(result, "every file has a result"))
                .toList();
    }
}
