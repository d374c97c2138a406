package dev.tandem.sftp;

import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The transport {@code sftp}: {@code sftp://user@host:port/path}, a folder on an SFTP server. The port is 22 if none is
 * written; {@code sftp://user@host/~/path} is a folder within the login's home, {@code sftp://user@host/~} the home itself;
 * an IPv6 address stands in brackets; an {@code @} in a user's name is written {@code %40}.
 *
 * <p>Feeds with the same user, host, port and settings share one session, made when it is first needed, made again after it
 * was lost, and ended when none has used it for five minutes. After a failure the next attempt waits, from a second up to
 * a minute; after one that somebody must put right, such as a refused log-in, from half a minute up to a quarter of an hour,
 * or until a file that the settings name changes. Until then all who ask get the failure again at once.
 *
 * <p>Nothing of the user who runs this is read that no setting names: no {@code ~/.ssh}, no agent, no OpenSSH
 * configuration. No host key is trusted because it was seen first.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>name</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code private-key}</td><td></td><td>the text of a private key: ed25519, ECDSA or RSA, in the format of OpenSSH,
 *     PEM or PKCS#8</td></tr>
 * <tr><td>{@code private-key-file}</td><td></td><td>or the file that has it, read anew for each connection</td></tr>
 * <tr><td>{@code passphrase}</td><td></td><td>opens the private key, if it is encrypted</td></tr>
 * <tr><td>{@code certificate}</td><td></td><td>an OpenSSH user certificate for the private key, as one line</td></tr>
 * <tr><td>{@code certificate-file}</td><td></td><td>or the file that has it, read anew for each connection</td></tr>
 * <tr><td>{@code password}</td><td></td><td>for the methods {@code password} and, as the answer to its one question,
 *     {@code keyboard-interactive}; a key is tried before it</td></tr>
 * <tr><td>{@code host-key}</td><td></td><td>what the server is known by: fingerprints ({@code SHA256:...}, as
 *     {@code ssh-keygen -lf} shows them) or public keys ({@code ssh-ed25519 AAAA...}), with commas between</td></tr>
 * <tr><td>{@code known-hosts}</td><td></td><td>or a file in the format of OpenSSH's {@code known_hosts}, never written to;
 *     a server on another port than 22 is looked for as {@code [host]:port}</td></tr>
 * <tr><td>{@code allow}</td><td>none</td><td>weak algorithms to switch on for an old server, with commas between:
 *     {@code ssh-rsa}, {@code diffie-hellman-group14-sha1}, {@code diffie-hellman-group-exchange-sha1}, {@code
 *     diffie-hellman-group1-sha1}, {@code aes128-cbc}, {@code aes192-cbc}, {@code aes256-cbc}, {@code 3des-cbc}, {@code
 *     hmac-sha1-etm@openssh.com}, {@code hmac-sha1}; each session that comes to use one is warned of in the log</td></tr>
 * <tr><td>{@code proxy}</td><td>none</td><td>{@code http://host:port} (by CONNECT) or {@code socks5://host:port}, with
 *     {@code user@} before the host if it wants one; the proxy resolves the server's name</td></tr>
 * <tr><td>{@code proxy-password}</td><td></td><td>for the proxy's user</td></tr>
 * <tr><td>{@code jump}</td><td>none</td><td>{@code user@host:port}, an SSH server to go through; behind the proxy, if there
 *     is one; or several, with commas between, the nearest first. Each setting above but those of the proxy is there for
 *     them too, with {@code jump-} before its name; {@code known-hosts} holds for all unless {@code jump-known-hosts} or
 *     {@code jump-host-key} is set</td></tr>
 * <tr><td>{@code ssh-config-file}</td><td>none</td><td>an OpenSSH configuration: {@code HostName}, {@code Port}, {@code
 *     User}, {@code IdentityFile}, {@code CertificateFile}, {@code ProxyJump} and {@code UserKnownHostsFile} of the hosts
 *     that the source and {@code jump} name; what these or other settings say wins</td></tr>
 * <tr><td>{@code connect-timeout}</td><td>10s</td><td>for a connection, with proxy and exchange of keys</td></tr>
 * <tr><td>{@code patience}</td><td>15s</td><td>how long a server may be silent that is asked something; the log-in gets as
 *     long</td></tr>
 * <tr><td>{@code heartbeat}</td><td>a fifth of the patience</td><td>how often a server is asked whether it is there; two
 *     unanswered ones end the session; at most a third of the patience, or {@code off}</td></tr>
 * </table>
 */
public final class SftpTransportProvider implements TransportProvider {
    private final Factory factory;
    private @Nullable Connections connections;

    /** Makes a transport over the sessions with a server. */
    interface Factory {
        Transport open(Sessions sessions, String root, Duration patience) throws TransportException;
    }

    /** Takes no resource until something is opened. */
    public SftpTransportProvider() {
        this(SftpTransport::new);
    }

    SftpTransportProvider(Factory factory) {
        this.factory = factory;
    }

    @Override
    public String name() {
        return "sftp";
    }

    /** Reads the files that the settings name, too. */
    @Override
    public void check(URI source, Settings settings) {
        SettingsReader.read(SourceUri.of(source), settings).check();
    }

    /** Connects when the transport first has something to do. */
    @Override
    public Transport open(URI source, Settings settings) throws TransportException {
        SourceUri parts = SourceUri.of(source);
        ConnectionSettings connection = SettingsReader.read(parts, settings);
        return factory.open(
                connections().of(connection), parts.root(), connection.timing().patience());
    }

    private synchronized Connections connections() {
        Connections open = connections;
        if (open == null) {
            open = new Connections(System::nanoTime);
            connections = open;
        }
        return open;
    }

    /** Ends all sessions at once, whoever uses them, and waits until the threads have ended. */
    @Override
    public void close() {
        Connections open;
        synchronized (this) {
            open = connections;
            connections = null;
        }
        if (open != null) {
            open.close();
        }
    }
}
