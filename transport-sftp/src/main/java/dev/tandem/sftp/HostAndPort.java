package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.util.Locale;

/**
 * Where a server listens.
 *
 * @param host a name or an address, in lower case; an IPv6 address has no brackets
 * @param port 0 where none was written
 */
record HostAndPort(String host, int port) {
    /** The port of SSH. */
    static final int SSH = 22;

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} and {@code [ipv6]:port}.
     *
     * @param setting what a wrong text is blamed on
     */
    static HostAndPort parse(String setting, String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (end < 0) {
            end = text.length();
        }
        String host = text.startsWith("[") && end > 0 ? text.substring(1, end - 1) : text.substring(0, end);
        String rest = text.substring(end);
        if (!host.matches("[\\p{Alnum}._%:-]{1,255}") || (host.indexOf(':') >= 0) != text.startsWith("[")) {
            throw new ConfigurationException(
                    setting, "\"" + text + "\" names no host; expected host:port, or [address]:port for IPv6");
        }
        return new HostAndPort(host.toLowerCase(Locale.ROOT), rest.isEmpty() ? 0 : port(setting, text, rest));
    }

    private static int port(String setting, String text, String rest) {
        int port = rest.matches(":\\d{1,5}") ? Integer.parseInt(rest.substring(1)) : 0;
        if (port < 1 || port > 65_535) {
            throw noPort(setting, text);
        }
        return port;
    }

    private static ConfigurationException noPort(String setting, String text) {
        return new ConfigurationException(
                setting, "\"" + text + "\" has no port from 1 to 65535; expected host:port, such as example.com:22");
    }

    /** Refuses one whose port was not written. */
    HostAndPort requirePort(String setting) {
        if (port == 0) {
            throw noPort(setting, host);
        }
        return this;
    }

    /** With this port, where none was written. */
    HostAndPort orPort(int other) {
        return port > 0 ? this : new HostAndPort(host, other);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
