package dev.tandem.s3;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Transport;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code s3://bucket/prefix}, taken apart.
 *
 * @param prefix empty, or what all keys begin with, up to and with its last slash
 */
record BucketUri(String bucket, String prefix) {
    /** Names of buckets, older ones and those of other stores too, and aliases of access points. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

    /** @param setting what the address is called where its user wrote it */
    static BucketUri of(String setting, @Nullable URI uri) {
        // Not URI.getHost(): it knows no bucket with an underscore in its name.
        if (uri == null || !"s3".equalsIgnoreCase(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw wrong(setting, "is no bucket's address");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(setting, "has a ? or a # in it; write %3F or %23 if it is part of the prefix");
        }
        String bucket = uri.getRawAuthority();
        if (bucket.indexOf('@') >= 0 || bucket.indexOf(':') >= 0) {
            throw wrong(setting, "has credentials or a port in it; give them as settings");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw wrong(setting, "names no bucket (letters, digits, dots, hyphens)");
        }
        return new BucketUri(bucket, prefix(setting, uri.getPath()));
    }

    private static String prefix(String setting, String path) {
        String trimmed = path.replaceFirst("^/", "").replaceFirst("/$", "");
        if (trimmed.isEmpty()) {
            return "";
        }
        if (Arrays.stream(trimmed.split("/", -1)).anyMatch(segment -> !Transport.isName(segment))) {
            throw wrong(setting, "has an empty, . or .. segment in its prefix");
        }
        return trimmed + "/";
    }

    private static ConfigurationException wrong(String setting, String problem) {
        return new ConfigurationException(setting, problem + "; expected s3://bucket or s3://bucket/prefix");
    }
}
