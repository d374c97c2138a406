package dev.tandem.sftp.drop;

import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.BaseBuilder;
import org.apache.sshd.common.BuiltinFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** How the SSH library's server is set up: modern algorithms, uploads, and nothing else. */
final class SshSettings {
    /** How much a client may send ahead on a channel: what a program over a far line needs, and what memory bears. */
    private static final long WINDOW = 4L << 20;

    private static final long PACKET = 128L << 10;
    private static final long LARGEST_PACKET = 256L << 10;

    /** The library lets one more through. */
    private static final int CHANNELS = 3;

    private static final int BACKLOG = 128;

    private SshSettings() {}

    static DropSshServer server(DropContext context, Logins logins, List<KeyPair> keys) {
        DropSshServer server = (DropSshServer) algorithms(ServerBuilder.builder())
                .factory(DropSshServer::new)
                .fileSystemFactory(NoneFileSystemFactory.INSTANCE)
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .channelFactories(List.of(channels()))
                .globalRequestHandlers(List.of(
                        KeepAliveHandler.INSTANCE,
                        NoMoreSessionsHandler.INSTANCE,
                        // The library would write a line to the log for each, and a client may send many.
                        (service, request, wantReply, buffer) -> RequestHandler.Result.ReplyFailure))
                .build();
        server.setKeyPairProvider(KeyPairProvider.wrap(keys));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPublickeyAuthenticator(logins);
        server.setPasswordAuthenticator(logins);
        server.setSubsystemFactories(List.of(subsystem(context)));
        server.setCommandFactory((channel, command) -> new RefusedCommand());
        server.setShellFactory(channel -> new RefusedCommand());
        limit(server, context.limits());
        return server;
    }

    private static BaseBuilder<org.apache.sshd.server.SshServer, ServerBuilder> algorithms(ServerBuilder builder) {
        return builder.cipherFactories(BuiltinFactory.setUpFactories(
                        true,
                        List.of(
                                BuiltinCiphers.aes128gcm,
                                BuiltinCiphers.aes256gcm,
                                BuiltinCiphers.aes128ctr,
                                BuiltinCiphers.aes192ctr,
                                BuiltinCiphers.aes256ctr)))
                .macFactories(BuiltinFactory.setUpFactories(
                        true,
                        List.of(
                                BuiltinMacs.hmacsha256etm,
                                BuiltinMacs.hmacsha512etm,
                                BuiltinMacs.hmacsha256,
                                BuiltinMacs.hmacsha512)))
                .compressionFactories(List.of(BuiltinCompressions.none))
                .signatureFactories(BuiltinFactory.setUpFactories(
                        true,
                        List.of(
                                BuiltinSignatures.ed25519,
                                BuiltinSignatures.nistp256,
                                BuiltinSignatures.nistp384,
                                BuiltinSignatures.nistp521,
                                BuiltinSignatures.rsaSHA512,
                                BuiltinSignatures.rsaSHA256)))
                .keyExchangeFactories(NamedFactory.setUpTransformedFactories(
                        true,
                        List.of(
                                BuiltinDHFactories.mlkem768x25519,
                                BuiltinDHFactories.sntrup761x25519,
                                BuiltinDHFactories.sntrup761x25519_openssh,
                                BuiltinDHFactories.curve25519,
                                BuiltinDHFactories.curve25519_libssh,
                                BuiltinDHFactories.ecdhp256,
                                BuiltinDHFactories.ecdhp384,
                                BuiltinDHFactories.ecdhp521,
                                BuiltinDHFactories.dhg16_512,
                                BuiltinDHFactories.dhg14_256),
                        ServerBuilder.DH2KEX));
    }

    private static ChannelFactory channels() {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "session";
            }

            @Override
            public Channel createChannel(Session session) {
                return new DropChannel();
            }
        };
    }

    private static SubsystemFactory subsystem(DropContext context) {
        SftpSubsystemFactory settings = new SftpSubsystemFactory();
        settings.setFileSystemAccessor(new NoDisk());
        settings.setErrorStatusDataHandler(new DropStatus());
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return SftpConstants.SFTP_SUBSYSTEM_NAME;
            }

            @Override
            public Command createSubsystem(ChannelSession channel) {
                DropSession drop = DropSession.of(channel.getServerSession());
                if (drop == null) {
                    throw new IllegalStateException("a channel without an account");
                }
                return new DropSubsystem(channel, settings, drop, context);
            }
        };
    }

    private static void limit(DropSshServer server, DropLimits limits) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Tandem");
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
        CoreModuleProperties.SOCKET_BACKLOG.set(server, BACKLOG);
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
        CoreModuleProperties.MAX_PACKET_SIZE.set(server, PACKET);
        CoreModuleProperties.LIMIT_PACKET_SIZE.set(server, LARGEST_PACKET);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, limits.accountSessions());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, limits.attempts());
        CoreModuleProperties.AUTH_TIMEOUT.set(server, limits.loginTime());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, limits.idle());
        SftpModuleProperties.SFTP_VERSION.set(server, SftpConstants.SFTP_V3);
        // Longer handles make the library put up with packets that are too long.
        SftpModuleProperties.FILE_HANDLE_SIZE.set(server, Integer.BYTES);
    }
}
