package dev.tandem.ledger;

import dev.tandem.call.CallId;
import java.time.Instant;

/** One call, as the ledger knows it. Immutable; {@link #edit} makes a changed copy. Instants are whole milliseconds. */
public final class CallEntry {
    private final Edit values;

    private CallEntry(Edit values) {
        this.values = values;
    }

    /** A call that no ledger has seen. */
    public static Edit create(CallId id, String feed, String key, String metadataKey, int generation) {
        return new Edit(id, feed, key, metadataKey, generation);
    }

    public Edit edit() {
        return new Edit(values);
    }

    public CallId id() {
        return values.id;
    }

    /** How often it was committed; a commit of any but the latest version is stale. */
    public int version() {
        return values.version;
    }

    public String feed() {
        return values.feed;
    }

    /** The pairing key of its recording. */
    public String key() {
        return values.key;
    }

    /** The pairing key of its metadata; other than {@link #key} where a matcher joined them. */
    public String metadataKey() {
        return values.metadataKey;
    }

    /** From 1; raised when the recording of a key is replaced by another. */
    public int generation() {
        return values.generation;
    }

    public CallState state() {
        return values.state;
    }

    /** The latest revision that was to be delivered. */
    public int revision() {
        return values.revision;
    }

    /** The latest revision that the sink took; 0 for none. */
    public int confirmed() {
        return values.confirmed;
    }

    /** Of the latest revision. */
    public String idempotencyKey() {
        return values.idempotencyKey;
    }

    /** The {@link FileEntry#id} of the recording. */
    public long recording() {
        return values.recording;
    }

    /** The {@link FileEntry#id} of the latest revision's metadata. */
    public long metadata() {
        return values.metadata;
    }

    public String recordingSha256() {
        return values.recordingSha256;
    }

    public String metadataSha256() {
        return values.metadataSha256;
    }

    /** The call's time, see {@link dev.tandem.call.Call#time}. */
    public Instant time() {
        return values.time;
    }

    /** When it came into its state. */
    public Instant changed() {
        return values.changed;
    }

    /** How often the latest revision was tried without success. */
    public int attempts() {
        return values.attempts;
    }

    /** When the latest revision is to be tried next. */
    public Instant due() {
        return values.due;
    }

    /** What the sink said last when it did not take the call; empty if it said nothing. */
    public String detail() {
        return values.detail;
    }

    @Override
    public String toString() {
        return "CallEntry[" + values.id + ", " + values.state + ", revision " + values.revision + "]";
    }

    /** A copy being changed. */
    public static final class Edit {
        private final CallId id;
        private int version;
        private final String feed;
        private final String key;
        private final String metadataKey;
        private final int generation;
        private CallState state = CallState.READY;
        private int revision;
        private int confirmed;
        private String idempotencyKey = "";
        private long recording;
        private long metadata;
        private String recordingSha256 = "";
        private String metadataSha256 = "";
        private Instant time = Instant.EPOCH;
        private Instant changed = Instant.EPOCH;
        private int attempts;
        private Instant due = Instant.EPOCH;
        private String detail = "";

        private Edit(CallId id, String feed, String key, String metadataKey, int generation) {
            this.id = id;
            this.feed = feed;
            this.key = key;
            this.metadataKey = metadataKey;
            this.generation = generation;
        }

        private Edit(Edit from) {
            this(from.id, from.feed, from.key, from.metadataKey, from.generation);
            version = from.version;
            state = from.state;
            revision = from.revision;
            confirmed = from.confirmed;
            idempotencyKey = from.idempotencyKey;
            recording = from.recording;
            metadata = from.metadata;
            recordingSha256 = from.recordingSha256;
            metadataSha256 = from.metadataSha256;
            time = from.time;
            changed = from.changed;
            attempts = from.attempts;
            due = from.due;
            detail = from.detail;
        }

        /** For ledgers alone. */
        public Edit stored(int version) {
            this.version = version;
            return this;
        }

        public Edit state(CallState state, Instant changed) {
            this.state = state;
            this.changed = changed;
            return this;
        }

        /** A revision that is to be delivered, under a key that is its own for ever. */
        public Edit revision(int revision, String idempotencyKey) {
            this.revision = revision;
            this.idempotencyKey = idempotencyKey;
            return this;
        }

        public Edit confirmed(int revision) {
            this.confirmed = revision;
            return this;
        }

        public Edit recording(long file, String sha256) {
            this.recording = file;
            this.recordingSha256 = sha256;
            return this;
        }

        public Edit metadata(long file, String sha256) {
            this.metadata = file;
            this.metadataSha256 = sha256;
            return this;
        }

        public Edit time(Instant time) {
            this.time = time;
            return this;
        }

        public Edit attempts(int attempts, Instant due, String detail) {
            this.attempts = attempts;
            this.due = due;
            this.detail = detail;
            return this;
        }

        public CallEntry build() {
            return new CallEntry(new Edit(this));
        }
    }
}
