package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code sftp://user@host:port/path}, taken apart.
 *
 * @param user empty where none is written
 * @param server its port is 0 where none is written
 * @param root an absolute path; one relative to where the login starts, for {@code /~/path}; or empty for that place itself
 */
record SourceUri(String user, HostAndPort server, String root) {
    private static final String EXPECTED =
            "; expected sftp://user@host:port/path, or sftp://user@host/~/path for a path within the login's home";

    static SourceUri of(URI uri) {
        if (!"sftp".equalsIgnoreCase(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw wrong("is no sftp address" + EXPECTED);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong("has a ? or a # in it; write %3F or %23 if it is part of the path");
        }
        // Not URI.getHost(): it knows no host with an underscore in its name.
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        if (user.indexOf(':') >= 0) {
            throw wrong("has a password in it; take it out and give it as the setting password, such as ${env:NAME}");
        }
        HostAndPort server = HostAndPort.parse("source", authority.substring(at + 1));
        return new SourceUri(user(user), server, root(uri.getPath()));
    }

    private static String user(String raw) {
        // A plus sign is itself here.
        String user = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        if ((user.isBlank() && !raw.isEmpty())
                || user.length() > 255
                || user.chars().anyMatch(Character::isISOControl)) {
            throw wrong("has no usable user name (blank, over 255 characters, or with control characters)");
        }
        return user;
    }

    private static String root(String path) {
        String trimmed = path.replaceFirst("/+$", "");
        if (trimmed.isEmpty()) {
            return path.isEmpty() ? "" : "/";
        }
        if (trimmed.equals("/~")) {
            return "";
        }
        boolean relative = trimmed.startsWith("/~/");
        String segments = trimmed.substring(relative ? 3 : 1);
        if (Arrays.stream(segments.split("/", -1)).anyMatch(SourceUri::isStrange)) {
            throw wrong("has an empty, . or .. segment or a control character in its path; write the path out");
        }
        return relative ? segments : trimmed;
    }

    private static boolean isStrange(String segment) {
        return segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.chars().anyMatch(Character::isISOControl);
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException("source", problem);
    }
}
