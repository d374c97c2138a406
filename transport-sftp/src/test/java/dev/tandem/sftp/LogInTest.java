package dev.tandem.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sftp.server.EmbeddedServer;
import dev.tandem.sftp.server.Keys;
import dev.tandem.sftp.server.OpenSshServer;
import dev.tandem.sftp.server.ProFtpdServer;
import dev.tandem.sftp.server.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to log in, at each kind of server. */
class LogInTest {
    @TempDir
    Path work;

    private final Visitor visitor = new Visitor();

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void aPasswordLetsIn() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            visitor.getsIn(server.uri("/"), server.settings());
        }
    }

    @Test
    void aPasswordAnswersTheOneQuestionOfAKeyboardInteractiveLogIn() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work, mina -> {
            mina.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
            mina.setKeyboardInteractiveAuthenticator(new Asking(List.of("Kennwort")));
        })) {
            visitor.getsIn(server.uri("/"), server.settings());
        }
    }

    @Test
    void twoQuestionsAreNotAnsweredAndTold() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work, mina -> {
            mina.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
            mina.setKeyboardInteractiveAuthenticator(new Asking(List.of("Password", "Code")));
        })) {
            assertThat(visitor.refusal(server.uri("/"), server.settings()))
                    .hasMessageContaining("asked 2 questions")
                    .hasMessageContaining("keyboard-interactive");
        }
    }

    @Test
    void aWrongPasswordIsRefusedOnceWithWhatTheServerOffers() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            Map<String, String> settings = server.settings();
            settings.put("password", "wrong");
            assertThat(visitor.refusal(server.uri("/"), settings))
                    .hasMessageContaining("offers")
                    .hasMessageContaining("tried was")
                    .hasMessageContaining("password")
                    .hasMessageNotContaining("wrong")
                    .hasMessageNotContaining(EmbeddedServer.USER + "@");
        }
    }

    @Test
    void aWrongPasswordIsRefusedToWhereTheServerThenEndsTheConnection() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(
                work,
                mina -> mina.setKeyboardInteractiveAuthenticator(new Asking(List.of("Password")) {
                    @Override
                    public InteractiveChallenge generateChallenge(
                            ServerSession session, String user, String language, String submethods) {
                        session.close(true);
                        return super.generateChallenge(session, user, language, submethods);
                    }
                }))) {
            Map<String, String> settings = server.settings();
            settings.put("password", "wrong");
            assertThat(visitor.refusal(server.uri("/"), settings)).hasMessageContaining("tried was password");
        }
    }

    @Test
    void aPasswordThatMustBeChangedIsTold() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(work, mina -> {
            mina.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        })) {
            server.mina().setPasswordAuthenticator((user, password, session) -> {
                throw new PasswordChangeRequiredException("expired", "new password", "en");
            });
            assertThat(visitor.refusal(server.uri("/"), server.settings()))
                    .hasMessageContaining("wants the password changed");
        }
    }

    @Test
    void whereTheServerOffersNothingOfTheSettingsThatIsTold() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.over(
                work, mina -> mina.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE)))) {
            assertThat(visitor.refusal(server.uri("/"), server.settings()))
                    .hasMessageContaining("offers publickey; tried was nothing");
        }
    }

    @Test
    void twoStepsOfKeyAndPasswordLetIn() throws Exception {
        KeyPair key = Keys.make("ssh-ed25519");
        try (EmbeddedServer server = EmbeddedServer.over(
                work, mina -> org.apache.sshd.core.CoreModuleProperties.AUTH_METHODS.set(mina, "publickey,password"))) {
            server.authorize(EmbeddedServer.USER, key.getPublic());
            Map<String, String> settings = server.settings();
            settings.put("private-key", Keys.text(key));
            visitor.getsIn(server.uri("/"), settings);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"})
    void eachKindOfKeyLetsIn(String kind) throws Exception {
        KeyPair key = Keys.make(kind);
        try (EmbeddedServer server = EmbeddedServer.over(work)) {
            server.authorize(EmbeddedServer.USER, key.getPublic());
            Map<String, String> settings = withKey(Keys.text(key), server.fingerprint());
            visitor.getsIn(server.uri("/"), settings);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"})
    void openSshLetsEachKindOfKeyIn(String kind) throws Exception {
        KeyPair key = Keys.make(kind);
        try (OpenSshServer server = OpenSshServer.in(work)) {
            server.authorize(key.getPublic());
            Map<String, String> settings = withKey(Keys.text(key), server.fingerprint());
            visitor.getsIn(server.uri("/~/"), settings);
        }
    }

    @Test
    void openSshRefusesAnUnknownKeyAndTheMessageNamesItsFingerprint() throws Exception {
        KeyPair key = Keys.make("ssh-ed25519");
        try (OpenSshServer server = OpenSshServer.in(work)) {
            Map<String, String> settings = withKey(Keys.text(key), server.fingerprint());
            assertThat(visitor.refusal(server.uri("/~/"), settings))
                    .hasMessageContaining(Keys.fingerprint(key.getPublic()));
        }
    }

    @Test
    void openSshLetsACertificateIn() throws Exception {
        Path keygen = Programs.keygen();
        Programs.run(keygen.toString(), "-q", "-t", "ed25519", "-N", "", "-f", work + "/ca");
        Programs.run(keygen.toString(), "-q", "-t", "ed25519", "-N", "", "-f", work + "/id");
        Programs.run(
                keygen.toString(),
                "-q",
                "-s",
                work + "/ca",
                "-I",
                "test",
                "-n",
                OpenSshServer.user(),
                work + "/id.pub");
        try (OpenSshServer server = OpenSshServer.in(work, "TrustedUserCAKeys " + work + "/ca.pub")) {
            Map<String, String> settings = new LinkedHashMap<>(Map.of(
                    "private-key-file", work + "/id",
                    "certificate-file", work + "/id-cert.pub",
                    "host-key", server.fingerprint()));
            visitor.getsIn(server.uri("/~/"), settings);
        }
    }

    @Test
    void proFtpdLetsAPasswordAndAKeyIn() throws Exception {
        try (ProFtpdServer server = ProFtpdServer.in(work)) {
            visitor.getsIn(server.uri("/~/"), server.settings());
            Map<String, String> settings = withKey(Keys.text(server.userKey()), server.fingerprint());
            visitor.getsIn(server.uri("/~/"), settings);
        }
    }

    @Test
    void aesInGaloisModeIsChosenWhereTheServerHasIt() throws Exception {
        try (OpenSshServer server = OpenSshServer.in(work)) {
            assertThat(visitor.visit(server.uri("/~/"), server.settings())
                            .getNegotiatedKexParameter(KexProposalOption.S2CENC))
                    .isEqualTo("aes128-gcm@openssh.com");
        }
    }

    @Test
    void aKeyThatIsReplacedInItsFileCountsAtOnce() throws Exception {
        KeyPair good = Keys.make("ssh-ed25519");
        Path file = Keys.write(Keys.make("ssh-ed25519"), work.resolve("key"));
        try (EmbeddedServer server = EmbeddedServer.over(Files.createDirectory(work.resolve("root")))) {
            server.authorize(EmbeddedServer.USER, good.getPublic());
            Map<String, String> settings =
                    Map.of("private-key-file", file.toString(), "host-key", server.fingerprint());
            visitor.refusal(server.uri("/"), settings);
            assertThat(visitor.refusal(server.uri("/"), settings)).hasMessageContaining("next attempt in");
            Keys.write(good, file);
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
            visitor.getsIn(server.uri("/"), settings);
        }
    }

    private static Map<String, String> withKey(String key, String fingerprint) {
        return new LinkedHashMap<>(Map.of("private-key", key, "host-key", fingerprint));
    }

    /** Asks some questions at once, and takes the password as the answer to the first. */
    private static class Asking implements KeyboardInteractiveAuthenticator {
        private final List<String> questions;

        Asking(List<String> questions) {
            this.questions = questions;
        }

        @Override
        public InteractiveChallenge generateChallenge(
                ServerSession session, String user, String language, String submethods) {
            InteractiveChallenge challenge = new InteractiveChallenge();
            challenge.setInteractionName("");
            challenge.setInteractionInstruction("");
            challenge.setLanguageTag("");
            for (String question : questions) {
                challenge.addPrompt(new PromptEntry(question, false));
            }
            return challenge;
        }

        @Override
        public boolean authenticate(ServerSession session, String user, List<String> answers) {
            return answers.size() == questions.size() && answers.get(0).equals(EmbeddedServer.PASSWORD);
        }
    }
}
