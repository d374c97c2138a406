package dev.tandem.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of recording that are taken, told by the file name's extension. */
public enum MediaType {
    WAV,
    MP3,
    MP4,
    M4A,
    MPG,
    WMA,
    WEBM,
    AIFF,
    FLAC,
    OGG,
    GSM,
    ARF,
    AU;

    private static final Map<String, MediaType> BY_EXTENSION =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MediaType::extension, Function.identity()));

    /** The extension without its dot, in lower case: {@code wav}. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type for an extension without its dot, in any case; empty where there is none. */
    public static Optional<MediaType> ofExtension(String extension) {
        return Optional.ofNullable(BY_EXTENSION.get(extension.toLowerCase(Locale.ROOT)));
    }
}
