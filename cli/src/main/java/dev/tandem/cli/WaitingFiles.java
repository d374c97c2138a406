package dev.tandem.cli;

import dev.tandem.feed.Feed;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.Decision;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.FileState;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the waiting file that a user means, or says why it cannot be that one. */
final class WaitingFiles {
    private static final int PAGE = 500;
    private static final int MOST_NAMED = 5;

    private final Ledger ledger;
    private final List<Feed> feeds;

    /** @param feeds in which files are looked for */
    WaitingFiles(Ledger ledger, List<Feed> feeds) {
        this.ledger = ledger;
        this.feeds = feeds;
    }

    /** @param word a file's number in the ledger, its name, or its name without the extension */
    FileEntry find(FileKind kind, String word) throws LedgerException, Impossible {
        List<FileEntry> found = word.matches("[0-9]{1,18}") ? byId(kind, Long.parseLong(word)) : byName(kind, word);
        if (found.isEmpty()) {
            throw new Impossible(whyNone(kind, word));
        }
        if (found.size() > 1) {
            throw new Impossible("\"" + word + "\" could be "
                    + found.stream()
                            .limit(MOST_NAMED)
                            .map(file -> file.path() + " of " + file.feed() + " (" + file.id() + ")")
                            .collect(Collectors.joining(", "))
                    + (found.size() > MOST_NAMED ? " and others" : "") + "; say it by its number, or add --feed");
        }
        FileEntry file = found.get(0);
        if (!Decision.isPossibleOn(file)) {
            throw new Impossible(file.path() + " " + obstacle(file));
        }
        return file;
    }

    private List<FileEntry> byId(FileKind kind, long id) throws LedgerException {
        Set<String> names = feeds.stream().map(Feed::name).collect(Collectors.toSet());
        return ledger.files(List.of(id)).stream()
                .filter(file -> file.kind() == kind && names.contains(file.feed()))
                .toList();
    }

    private List<FileEntry> byName(FileKind kind, String name) throws LedgerException {
        List<FileEntry> exact = new ArrayList<>();
        for (Feed feed : feeds) {
            exact.addAll(ledger.filesAt(feed.name(), List.of(name)));
        }
        exact.removeIf(file -> file.kind() != kind);
        return exact.isEmpty() ? byBase(kind, key(name)) : exact;
    }

    private List<FileEntry> byBase(FileKind kind, String base) throws LedgerException {
        List<FileEntry> found = new ArrayList<>();
        for (Feed feed : feeds) {
            long after = 0;
            while (true) {
                List<FileEntry> page = ledger.filesIn(
                        feed.name(), Set.of(FileState.WAITING), Instant.ofEpochMilli(Long.MAX_VALUE), after, PAGE);
                if (page.isEmpty()) {
                    break;
                }
                page.stream()
                        .filter(file -> file.kind() == kind && base(file.path()).equals(base))
                        .forEach(found::add);
                after = page.get(page.size() - 1).id();
            }
        }
        return found;
    }

    private static String base(String path) {
        int dot = path.lastIndexOf('.');
        return key(dot > 0 ? path.substring(0, dot) : path);
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private String whyNone(FileKind kind, String word) throws LedgerException {
        for (Feed feed : feeds) {
            for (CallEntry call : ledger.callsWithKeys(feed.name(), List.of(base(word), key(word)))) {
                if (call.confirmed() > 0) {
                    return "no " + word(kind) + " named \"" + word + "\" waits; call " + call.id()
                            + ", which has one of that name, was delivered already, and that is not taken back";
                }
            }
        }
        return "no " + word(kind) + " named \"" + word + "\" waits in "
                + feeds.stream().map(Feed::name).collect(Collectors.joining(", "))
                + "; tandem status shows what does";
    }

    private static String word(FileKind kind) {
        return kind == FileKind.METADATA ? "metadata file" : "recording";
    }

    private static String obstacle(FileEntry file) {
        return switch (file.state()) {
            case ARRIVING, SETTLED -> "is still arriving; decide once it waits";
            case WAITING -> "waits for something else: " + file.detail();
            case PAIRED -> "belongs to call " + file.call() + " already, which is being delivered";
            case KEPT, ARCHIVED, DELETED, PURGED ->
                "belongs to call " + file.call() + ", which was delivered already, and that is not taken back";
            case REFUSED -> "was refused: " + file.detail();
            case VANISHED -> "was removed from the source; upload it again";
        };
    }
}
