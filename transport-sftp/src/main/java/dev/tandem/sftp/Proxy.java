package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A proxy to connect through. */
record Proxy(
        Kind kind,
        HostAndPort address,
        @Nullable String user,
        @Nullable String password) {
    enum Kind {
        HTTP,
        SOCKS5
    }

    private static final Pattern FORM = Pattern.compile("(http|socks5)://(?:([^@/]*)@)?([^@/]+)/?");

    static Proxy parse(String text, @Nullable String password) {
        Matcher parts = FORM.matcher(text.strip());
        String user = parts.matches() ? parts.group(2) : null;
        if (!parts.matches() || (user != null && user.isBlank())) {
            throw new ConfigurationException(
                    "proxy",
                    "is none that is known; expected http://host:port or socks5://host:port, or with user@ before the host");
        }
        if (user != null && user.indexOf(':') >= 0) {
            throw new ConfigurationException(
                    "proxy", "has a password in it; take it out and give it as the setting proxy-password");
        }
        if ((user == null) != (password == null)) {
            throw new ConfigurationException(
                    "proxy-password",
                    user == null
                            ? "is set, but proxy names no user; expected http://user@host:port"
                            : "is missing for the proxy's user");
        }
        if (user != null && (user.length() > 255 || password.length() > 255)) {
            throw new ConfigurationException(
                    "proxy-password", "is, or the user is, longer than 255 characters, which no proxy takes");
        }
        Kind kind = parts.group(1).equals("http") ? Kind.HTTP : Kind.SOCKS5;
        return new Proxy(kind, HostAndPort.parse("proxy", parts.group(3)).requirePort("proxy"), user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (kind == Kind.HTTP ? "HTTP proxy " : "SOCKS5 proxy ") + address;
    }
}
