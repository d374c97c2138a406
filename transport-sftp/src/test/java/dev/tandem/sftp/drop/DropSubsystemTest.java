package dev.tandem.sftp.drop;

import static dev.tandem.sftp.drop.RawSftp.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.server.EmbeddedServer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;

/** The protocol on a vault, whatever server it is in. */
class DropSubsystemTest extends VaultFixture {
    private static final Duration LOGIN = Duration.ofSeconds(20);

    private SubsystemFactory factory(DropSession session) {
        Audit audit = new Audit(new DropListener() {}, clock, new byte[1]);
        return new SubsystemFactory() {
            @Override
            public String getName() {
                return "sftp";
            }

            @Override
            public Command createSubsystem(ChannelSession channel) {
                return new DropSubsystem(channel, new SftpSubsystemFactory(), session, new DropContext(limits, audit));
            }
        };
    }

    @Test
    void aSessionThatWasEndedHasNothingMoreDoneThoughItsConnectionIsThere() throws IOException {
        put("a.wav", "sound");
        put("b.wav", "sound");
        Credentials acme = new Credentials("acme", true, clock.instant(), List.of(), null);
        DropSession drop = new DropSession(acme, "127.0.0.1", vault);
        try (EmbeddedServer server = EmbeddedServer.over(
                        Files.createDirectory(home.resolve("other")),
                        mina -> mina.setSubsystemFactories(List.of(factory(drop))));
                SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((any, address, key) -> true);
            client.start();
            try (ClientSession session = client.connect(EmbeddedServer.USER, "127.0.0.1", server.port())
                    .verify(LOGIN)
                    .getSession()) {
                session.addPasswordIdentity(EmbeddedServer.PASSWORD);
                session.auth().verify(LOGIN);
                RawSftp raw = RawSftp.start(session);
                assertThat(raw.ask(RawSftp.REMOVE, "/a.wav").code()).isEqualTo(OK);
                drop.end();
                assertThatThrownBy(() -> raw.ask(RawSftp.REMOVE, "/b.wav")).isInstanceOf(EOFException.class);
                assertThat(session.isOpen()).isTrue();
            }
        }
        assertThat(inbox()).containsExactly("b.wav");
    }
}
