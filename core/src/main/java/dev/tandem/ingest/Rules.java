package dev.tandem.ingest;

import dev.tandem.call.Call;
import dev.tandem.call.Facts;
import dev.tandem.call.MediaType;
import dev.tandem.call.Metadata;
import dev.tandem.call.Recording;
import dev.tandem.feed.Feed;
import dev.tandem.feed.TimeConvention;
import dev.tandem.ledger.CallEntry;
import dev.tandem.ledger.FileEntry;
import dev.tandem.ledger.FileKind;
import dev.tandem.ledger.Reason;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.Problem;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A feed's rules with the plugins that they name, found once. */
final class Rules {
    private record Reader(MetadataFormat format, FormatOptions options) {}

    private final Feed feed;
    private final DialerFormat dialer;
    private final @Nullable Matcher matcher;
    private final FactReader facts;
    private final Map<String, Reader> readers = new HashMap<>();
    private final String supported;

    /** A {@link ConfigurationException} names the first plugin that the feed asks for in vain. */
    Rules(Feed feed, Plugins plugins) {
        this.feed = feed;
        dialer = plugins.get(DialerFormat.class, feed.dialer());
        String matcherName = feed.matcher();
        matcher = matcherName == null ? null : plugins.get(Matcher.class, matcherName);
        facts = new FactReader(feed, dialer.aliases());
        feed.formats().forEach(name -> plugins.get(MetadataFormat.class, name));
        for (MetadataFormat format : plugins.all(MetadataFormat.class)) {
            FormatOptions options = feed.options(format.name(), format.defaults());
            format.extensions().forEach(extension -> addReader(extension, new Reader(format, options)));
        }
        supported = "recordings are "
                + Arrays.stream(MediaType.values()).map(MediaType::extension).collect(Collectors.joining(" "))
                + ", metadata is " + String.join(" ", new TreeMap<>(readers).keySet());
    }

    private void addReader(String extension, Reader reader) {
        Reader other = readers.putIfAbsent(extension, reader);
        if (other != null) {
            throw new ConfigurationException(
                    "plugins",
                    "both " + other.format.name() + " and " + reader.format.name() + " read ." + extension
                            + "; remove one of them");
        }
    }

    Feed feed() {
        return feed;
    }

    @Nullable
    Matcher matcher() {
        return matcher;
    }

    /** What a recording's name and its metadata tell together. */
    Facts facts(String recordingName, Metadata metadata) {
        return read(recordingName).facts().orElse(facts.read(metadata));
    }

    /** The required fields that a call lacks. */
    List<String> missing(Facts known, Metadata metadata) {
        return facts.missing(known, metadata);
    }

    /** The call that a row, its recording and its latest metadata make. */
    Call call(CallEntry row, FileEntry recording, Metadata metadata) {
        Facts known = facts(recording.path(), metadata);
        Instant time = known.time();
        Duration duration = known.duration();
        boolean isStart = feed.timeConvention() == TimeConvention.START;
        Instant other = time == null || duration == null ? null : isStart ? time.plus(duration) : time.minus(duration);
        return new Call(
                row.id(),
                row.feed(),
                row.revision(),
                row.time(),
                isStart ? time : other,
                isStart ? other : time,
                new Recording(
                        recording.path(), read(recording.path()).mediaType(), recording.size(), row.recordingSha256()),
                metadata,
                known);
    }

    /** The metadata extensions, for sentences: {@code .csv, .json or .xml}. */
    String metadataExtensions() {
        return new TreeMap<>(readers).keySet().stream().map(e -> "." + e).collect(Collectors.joining(", "));
    }

    /** @param path a name; where folders are entered, with its folder before it */
    FileName read(String path) {
        String folder = feed.subfolders() ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        String name = path.substring(folder.length());
        FileName read = readName(name);
        if (folder.isEmpty()) {
            return read;
        }
        String unsafe = Folders.unsafe(folder, path);
        if (unsafe != null) {
            return refused(read.kind(), path, read.extension(), Reason.BAD_NAME, unsafe, false);
        }
        return read.in(key(folder));
    }

    private FileName readName(String name) {
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        FileKind kind = kind(extension);
        String unsafe = FileName.unsafe(name);
        if (unsafe != null) {
            return refused(kind, base, extension, Reason.BAD_NAME, unsafe, false);
        }
        if (kind == FileKind.OTHER) {
            String found = extension.isEmpty()
                    ? "the name has no extension"
                    : "files of type ." + extension + " are not taken";
            return refused(kind, base, extension, Reason.UNSUPPORTED_TYPE, found + "; " + supported, true);
        }
        NameReading reading = dialer.read(base, feed.zone());
        if (reading instanceof NameReading.Understood understood) {
            return new FileName(kind, key(understood.id()), extension, understood.facts(), null, "", true);
        }
        String why = reading instanceof NameReading.NotUnderstood not ? not.why() : "";
        return refused(kind, base, extension, Reason.BAD_NAME, why, true);
    }

    private static FileName refused(
            FileKind kind, String base, String extension, Reason reason, String detail, boolean touchable) {
        return new FileName(kind, key(base), extension, Facts.NONE, reason, detail, touchable);
    }

    private FileKind kind(String extension) {
        if (readers.containsKey(extension)) {
            return FileKind.METADATA;
        }
        return MediaType.ofExtension(extension).isPresent() ? FileKind.RECORDING : FileKind.OTHER;
    }

    /** Ids that differ in case or in Unicode form alone are one. */
    private static String key(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** How many bytes of a metadata file are looked at. */
    int maxMetadataBytes(String extension) {
        Reader reader = readers.get(extension);
        return reader == null ? 0 : reader.options.maxBytes();
    }

    Parsed parse(String extension, byte[] content) {
        Reader reader = readers.get(extension);
        if (reader == null) {
            return Parsed.bad(Problem.Code.MALFORMED, "metadata of type ." + extension + " is no longer read here");
        }
        try {
            return reader.format.parse(content, reader.options);
        } catch (RuntimeException | StackOverflowError e) {
            // A format that breaks its contract harms the file alone.
            return Parsed.bad(Problem.Code.MALFORMED, "the file cannot be read; check the way it is written");
        }
    }
}
