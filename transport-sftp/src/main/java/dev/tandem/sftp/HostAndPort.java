package dev.tandem.sftp;

import dev.tandem.spi.ConfigurationException;
import java.util.Locale;

/** Where a server listens. The host is a name or an address, in lower case; an IPv6 address has no brackets. */
record HostAndPort(String host, int port) {
    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} and {@code [ipv6]:port}.
     *
     * @param setting what a wrong text is blamed on
     * @param defaultPort 0 if the port must be written
     */
    static HostAndPort parse(String setting, String text, int defaultPort) {
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
        return new HostAndPort(host.toLowerCase(Locale.ROOT), port(setting, text, rest, defaultPort));
    }

    private static int port(String setting, String text, String rest, int defaultPort) {
        if (rest.isEmpty() && defaultPort > 0) {
            return defaultPort;
        }
        int port = rest.matches(":\\d{1,5}") ? Integer.parseInt(rest.substring(1)) : 0;
        if (port < 1 || port > 65_535) {
            throw new ConfigurationException(
                    setting,
                    "\"" + text + "\" has no port from 1 to 65535; expected host:port, such as example.com:22");
        }
        return port;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
