package dev.tandem.ledger;

import dev.tandem.call.CallId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of one file, as the ledger knows it. Immutable; {@link #edit} makes a changed copy. Instants are whole
 * milliseconds.
 */
public final class FileEntry {
    /** The {@link #target} of a file that is to be deleted. */
    public static final String NOWHERE = "";

    /** The {@link #target} of a file that is to be marked where it lies. */
    public static final String IN_PLACE = ".";

    private final Edit values;

    private FileEntry(Edit values) {
        this.values = values;
    }

    /** A file that no ledger has seen; the ledger gives it its id. */
    public static Edit create(String feed, String path, FileKind kind, String key) {
        return new Edit(feed, path, kind, key);
    }

    public Edit edit() {
        return new Edit(values);
    }

    /** Given by the ledger; 0 before the first commit. */
    public long id() {
        return values.id;
    }

    /** How often it was committed; a commit of any but the latest version is stale. */
    public int version() {
        return values.version;
    }

    public String feed() {
        return values.feed;
    }

    /** The path in the feed's folder under which it came. */
    public String path() {
        return values.path;
    }

    public FileKind kind() {
        return values.kind;
    }

    /** What pairs it with its other half. */
    public String key() {
        return values.key;
    }

    /** In bytes. */
    public long size() {
        return values.size;
    }

    /** The transport's opaque version of the content, as it was where the file lies now; a move may give it another. */
    public String token() {
        return values.token;
    }

    /** When this version was first seen. */
    public Instant seen() {
        return values.seen;
    }

    /** When it came into its state. */
    public Instant changed() {
        return values.changed;
    }

    public FileState state() {
        return values.state;
    }

    public @Nullable Reason reason() {
        return values.reason;
    }

    /** The reason as a sentence for the customer; empty where there is no reason. */
    public String detail() {
        return values.detail;
    }

    /** Of the content, once it was read whole: 64 hexadecimal digits. */
    public @Nullable String sha256() {
        return values.sha256;
    }

    public @Nullable CallId call() {
        return values.call;
    }

    /** Where it was moved to; null while it lies, or last lay, at {@link #path}. */
    public @Nullable String aside() {
        return values.aside;
    }

    /**
     * Where it is to be moved next, {@link #NOWHERE} to delete it, {@link #IN_PLACE} to mark it; null if nothing is to be
     * done. Written before the act.
     */
    public @Nullable String target() {
        return values.target;
    }

    /** Where it lies now, as far as we know. */
    public String location() {
        return values.aside != null ? values.aside : values.path;
    }

    /** Whether this is the version of the file that has this size and token. */
    public boolean isVersion(long size, String token) {
        return values.size == size && values.token.equals(token);
    }

    /** Size and token in one: it tells this version of the file from others. */
    public String stamp() {
        return values.size + " " + values.token;
    }

    /** Leaves names out: they hold personal data. */
    @Override
    public String toString() {
        return "FileEntry[" + values.id + ", " + values.kind + ", " + values.state + "]";
    }

    /** A copy being changed. */
    public static final class Edit {
        private long id;
        private int version;
        private final String feed;
        private final String path;
        private FileKind kind;
        private String key;
        private long size;
        private String token = "";
        private Instant seen = Instant.EPOCH;
        private Instant changed = Instant.EPOCH;
        private FileState state = FileState.ARRIVING;
        private @Nullable Reason reason;
        private String detail = "";
        private @Nullable String sha256;
        private @Nullable CallId call;
        private @Nullable String aside;
        private @Nullable String target;

        private Edit(String feed, String path, FileKind kind, String key) {
            this.feed = feed;
            this.path = path;
            this.kind = kind;
            this.key = key;
        }

        private Edit(Edit from) {
            this(from.feed, from.path, from.kind, from.key);
            id = from.id;
            version = from.version;
            size = from.size;
            token = from.token;
            seen = from.seen;
            changed = from.changed;
            state = from.state;
            reason = from.reason;
            detail = from.detail;
            sha256 = from.sha256;
            call = from.call;
            aside = from.aside;
            target = from.target;
        }

        /** For ledgers alone. */
        public Edit stored(long id, int version) {
            this.id = id;
            this.version = version;
            return this;
        }

        public Edit kind(FileKind kind, String key) {
            this.kind = kind;
            this.key = key;
            return this;
        }

        public Edit content(long size, String token) {
            this.size = size;
            this.token = token;
            return this;
        }

        public Edit seen(Instant seen) {
            this.seen = seen;
            return this;
        }

        /** Enters a state that needs no reason. */
        public Edit state(FileState state, Instant changed) {
            return state(state, changed, null, "");
        }

        public Edit state(FileState state, Instant changed, @Nullable Reason reason, String detail) {
            this.state = state;
            this.changed = changed;
            this.reason = reason;
            this.detail = detail;
            return this;
        }

        public Edit sha256(@Nullable String sha256) {
            this.sha256 = sha256;
            return this;
        }

        public Edit call(@Nullable CallId call) {
            this.call = call;
            return this;
        }

        public Edit aside(@Nullable String aside) {
            this.aside = aside;
            return this;
        }

        public Edit target(@Nullable String target) {
            this.target = target;
            return this;
        }

        public FileEntry build() {
            return new FileEntry(new Edit(this));
        }
    }
}
