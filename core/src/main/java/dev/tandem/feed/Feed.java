package dev.tandem.feed;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One customer's stream of calls: where it lies, how it is named, which rules it follows. Immutable. */
public final class Feed {
    private final Builder values;

    private Feed(Builder values) {
        this.values = values;
    }

    /**
     * Begins a feed.
     *
     * @param name lower-case letters, digits, {@code -} and {@code _}; unique and for ever the same, for calls are known by
     *     it
     * @param source the folder where its files arrive; the scheme names the transport
     */
    public static Builder builder(String name, URI source) {
        return new Builder(name, source);
    }

    public String name() {
        return values.name;
    }

    public URI source() {
        return values.source;
    }

    /** For the transport. */
    public Settings sourceSettings() {
        return values.sourceSettings;
    }

    /** In which times without a zone are meant. */
    public ZoneId zone() {
        return values.zone;
    }

    /** The name of the {@link dev.tandem.spi.DialerFormat}. */
    public String dialer() {
        return values.dialer;
    }

    public TimeConvention timeConvention() {
        return values.timeConvention;
    }

    /** Fields that the name or the metadata of every call must have, by canonical name or the customer's own. */
    public Set<String> required() {
        return values.required;
    }

    /** The customer's own field names to canonical ones. */
    public Map<String, String> aliases() {
        return values.aliases;
    }

    /** How long a file must stay unchanged under our eyes before it is taken; zero takes it when it is first seen. */
    public Duration settle() {
        return values.settle;
    }

    /**
     * Whether folders in the feed's folder are entered, but for hidden ones and our own. Files pair within one folder. In
     * the ledger, and wherever names are told, such a file's name has its folder before it.
     */
    public boolean subfolders() {
        return values.subfolders;
    }

    /** The largest recording that is taken, in bytes. */
    public long maxRecordingBytes() {
        return values.maxRecordingBytes;
    }

    /** How long after a call's time its metadata may be updated. */
    public Duration updateWindow() {
        return values.updateWindow;
    }

    /** How long files are kept in {@code processed/}. */
    public Duration retention() {
        return values.retention;
    }

    public AfterDelivery afterDelivery() {
        return values.afterDelivery;
    }

    /** After how long a file that waits is reported as waiting too long; it waits on all the same. */
    public Duration overdueAfter() {
        return values.overdueAfter;
    }

    /** The name of the {@link dev.tandem.spi.Matcher} for metadata that names no recording; null for none. */
    public @Nullable String matcher() {
        return values.matcher;
    }

    /** The limits for a metadata format in this feed, made from the format's own. */
    public FormatOptions options(String format, FormatOptions defaults) {
        return values.formats.getOrDefault(format, UnaryOperator.identity()).apply(defaults);
    }

    /** The names of the formats for which this feed sets limits of its own. */
    public Set<String> formats() {
        return values.formats.keySet();
    }

    /** A copy to be changed. */
    public Builder edit() {
        return new Builder(values);
    }

    @Override
    public String toString() {
        return "Feed[" + values.name + "]";
    }

    /** Gathers a feed's rules; each has a default that suits the usual feed. */
    public static final class Builder {
        private final String name;
        private final URI source;
        private Settings sourceSettings = Settings.NONE;
        private ZoneId zone = ZoneOffset.UTC;
        private String dialer = "standard";
        private TimeConvention timeConvention = TimeConvention.START;
        private Set<String> required = Set.of();
        private Map<String, String> aliases = Map.of();
        private Duration settle = Duration.ofSeconds(10);
        private boolean subfolders;
        private long maxRecordingBytes = 2L << 30;
        private Duration updateWindow = Duration.ofDays(2);
        private Duration retention = Duration.ofDays(7);
        private AfterDelivery afterDelivery = AfterDelivery.MOVE;
        private Duration overdueAfter = Duration.ofDays(1);
        private @Nullable String matcher;
        private Map<String, UnaryOperator<FormatOptions>> formats = Map.of();

        private Builder(String name, URI source) {
            if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
                throw new ConfigurationException(
                        "name",
                        "is \"" + name
                                + "\"; expected 1 to 63 lower-case letters, digits, - and _, a letter or digit first");
            }
            if (source.getScheme() == null) {
                throw new ConfigurationException(
                        "source", "has no scheme; expected a URI such as file:/srv/feeds/acme");
            }
            this.name = name;
            this.source = source;
        }

        private Builder(Builder from) {
            this(from.name, from.source);
            sourceSettings = from.sourceSettings;
            zone = from.zone;
            dialer = from.dialer;
            timeConvention = from.timeConvention;
            required = from.required;
            aliases = from.aliases;
            settle = from.settle;
            subfolders = from.subfolders;
            maxRecordingBytes = from.maxRecordingBytes;
            updateWindow = from.updateWindow;
            retention = from.retention;
            afterDelivery = from.afterDelivery;
            overdueAfter = from.overdueAfter;
            matcher = from.matcher;
            formats = from.formats;
        }

        /** For the transport. Default none. */
        public Builder sourceSettings(Settings settings) {
            this.sourceSettings = settings;
            return this;
        }

        /** Default UTC. */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /** Default {@code standard}. */
        public Builder dialer(String dialer) {
            this.dialer = dialer;
            return this;
        }

        /** Default START. */
        public Builder timeConvention(TimeConvention convention) {
            this.timeConvention = convention;
            return this;
        }

        /** Default none. */
        public Builder required(Set<String> fields) {
            this.required = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
            return this;
        }

        /** Default none. */
        public Builder aliases(Map<String, String> aliases) {
            this.aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
            return this;
        }

        /** Default 10 seconds. */
        public Builder settle(Duration settle) {
            this.settle = notNegative("settle", settle);
            return this;
        }

        /** Default false. */
        public Builder subfolders(boolean entered) {
            this.subfolders = entered;
            return this;
        }

        /** Default 2 GiB. */
        public Builder maxRecordingBytes(long bytes) {
            if (bytes <= 0) {
                throw new ConfigurationException("size-limit", "is " + bytes + "; expected a positive number of bytes");
            }
            this.maxRecordingBytes = bytes;
            return this;
        }

        /** Default 48 hours. */
        public Builder updateWindow(Duration window) {
            this.updateWindow = notNegative("update-window", window);
            return this;
        }

        /** Default 7 days. */
        public Builder retention(Duration retention) {
            this.retention = notNegative("retention", retention);
            return this;
        }

        /** Default MOVE. */
        public Builder afterDelivery(AfterDelivery after) {
            this.afterDelivery = after;
            return this;
        }

        /** Default 24 hours. */
        public Builder overdueAfter(Duration wait) {
            this.overdueAfter = notNegative("overdue-after", wait);
            return this;
        }

        /** Default none. */
        public Builder matcher(@Nullable String matcher) {
            this.matcher = matcher;
            return this;
        }

        /** Changes the limits of metadata formats, by format name. Default none. */
        public Builder formats(Map<String, UnaryOperator<FormatOptions>> changes) {
            this.formats = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
            return this;
        }

        private static Duration notNegative(String key, Duration duration) {
            if (duration.isNegative()) {
                throw new ConfigurationException(key, "is negative; expected zero or more");
            }
            return duration;
        }

        public Feed build() {
            return new Feed(new Builder(this));
        }
    }
}
