package dev.tandem.sftp;

import java.net.SocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.PropertyResolverUtils;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * One log-in: tells Apache MINA what it may do, and keeps what came of it, so that a failure can be told.
 * Written to by MINA's threads, read by the one that waits.
 */
final class Handshake implements SessionListener, ServerKeyVerifier, UserInteraction {
    static final AttributeKey<Handshake> KEY = new AttributeKey<>();

    /** What other programs ask with: known to all servers, unlike MINA's own. */
    private static final String HEARTBEAT = "keepalive@openssh.com";

    private static final int UNANSWERED = 2;

    private final ConnectionSettings settings;
    private final HostKeys hostKeys;
    private final List<KeyPair> keys;
    private final @Nullable ClientSession jump;
    private final long deadline;
    private final Set<String> avoided;
    private volatile HostKeys.@Nullable Verdict verdict;
    private volatile Set<String> otherKinds = Set.of();
    private volatile @Nullable PublicKey presented;
    private volatile boolean keysExchanged;
    private volatile @Nullable Map<KexProposalOption, String> serverProposal;
    private volatile @Nullable Map<KexProposalOption, String> ownProposal;
    private volatile @Nullable List<String> offered;
    private volatile boolean passwordSent;
    private volatile boolean passwordRefused;
    private volatile boolean passwordExpired;
    private volatile int questions;
    private volatile @Nullable String signature;

    /**
     * Reads the keys, which takes a moment where one is encrypted.
     *
     * @param jump a session to go through
     */
    Handshake(ConnectionSettings settings, @Nullable ClientSession jump) {
        this(
                settings,
                settings.login().trust().of(settings.login().server()),
                settings.login().credentials().keys(),
                jump,
                Set.of());
    }

    private Handshake(
            ConnectionSettings settings,
            HostKeys hostKeys,
            List<KeyPair> keys,
            @Nullable ClientSession jump,
            Set<String> avoided) {
        this.settings = settings;
        this.hostKeys = hostKeys;
        this.keys = keys;
        this.jump = jump;
        this.avoided = avoided;
        this.deadline = System.nanoTime() + settings.timing().connect().toNanos();
    }

    ConnectionSettings settings() {
        return settings;
    }

    Login login() {
        return settings.login();
    }

    @Nullable
    ClientSession jump() {
        return jump;
    }

    /** How long the connection may still take; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    // What MINA may do

    /** Before a session's parts are made. */
    @Override
    public void sessionEstablished(Session session) {
        ClientSession client = (ClientSession) session;
        login().algorithms().applyTo(client);
        client.setUserAuthFactories(methods());
        client.setServerKeyVerifier(this);
        client.setUserInteraction(this);
        client.setPasswordAuthenticationReporter(new PasswordReport());
        client.setPublicKeyAuthenticationReporter(new KeyReport());
        Timing timing = settings.timing();
        CoreModuleProperties.AUTH_TIMEOUT.set(session, timing.connect().plus(timing.patience()));
        PropertyResolverUtils.updateProperty(session, UserInteraction.AUTO_DETECT_PASSWORD_PROMPT, false);
        Duration heartbeat = timing.heartbeat();
        if (heartbeat != null) {
            CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, heartbeat);
            CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(session, UNANSWERED);
            CoreModuleProperties.HEARTBEAT_REQUEST.set(session, HEARTBEAT);
        }
    }

    private List<UserAuthFactory> methods() {
        List<UserAuthFactory> methods = new ArrayList<>();
        if (!keys.isEmpty()) {
            methods.add(UserAuthPublicKeyFactory.INSTANCE);
        }
        if (login().credentials().password() != null) {
            methods.add(UserAuthPasswordFactory.INSTANCE);
            methods.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        return methods;
    }

    /** Gives a session what it logs in with; before its log-in begins. */
    void equip(ClientSession session) {
        keys.forEach(session::addPublicKeyIdentity);
        String password = login().credentials().password();
        if (password != null) {
            session.addPasswordIdentity(password);
        }
    }

    @Override
    public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
        proposal.put(KexProposalOption.SERVERKEYS, String.join(",", wanted()));
    }

    private List<String> wanted() {
        return hostKeys.prefer(login().algorithms().hostKeys()).stream()
                .filter(name -> !avoided.contains(KeyUtils.getCanonicalKeyType(name)))
                .toList();
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        presented = key;
        String offers = session.getServerKexProposals().getOrDefault(KexProposalOption.SERVERKEYS, "");
        otherKinds = Algorithms.names(offers).stream()
                .filter(wanted()::contains)
                .map(KeyUtils::getCanonicalKeyType)
                .filter(kind -> !kind.equals(KeyUtils.getKeyType(key)))
                .collect(Collectors.toSet());
        HostKeys.Verdict judged = hostKeys.judge(key);
        verdict = judged;
        return judged == HostKeys.Verdict.TRUSTED;
    }

    /**
     * Another log-in that asks for the server's keys of other kinds than this one was shown, if one of those may be what a
     * fingerprint is of; null if there is none.
     */
    @Nullable
    Handshake withOtherKind() {
        PublicKey shown = presented;
        if (shown == null || verdict != HostKeys.Verdict.CHANGED || hostKeys.namesKinds() || otherKinds.isEmpty()) {
            return null;
        }
        Set<String> seen = new HashSet<>(avoided);
        seen.add(KeyUtils.getKeyType(shown));
        // A server that shows what was not asked for gets no further chance.
        return seen.size() == avoided.size() ? null : new Handshake(settings, hostKeys, keys, jump, seen);
    }

    /** A password answers one question that is not shown while it is typed, once; no others are answered. */
    @Override
    public String @Nullable [] interactive(
            ClientSession session, String name, String instruction, String lang, String[] prompt, boolean[] echo) {
        String password = login().credentials().password();
        questions = Math.max(questions, prompt.length);
        if (password == null || prompt.length != 1 || echo[0] || passwordRefused || passwordSent) {
            return null;
        }
        passwordSent = true;
        return new String[] {password};
    }

    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String lang) {
        passwordExpired = true;
        return null;
    }

    // What came of it

    /** Whether the server took the password for a wrong one; it may lock the account at the next. */
    boolean isPasswordRefused() {
        return passwordRefused;
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.KeyEstablished) {
            keysExchanged = true;
        }
    }

    @Override
    public void sessionNegotiationEnd(
            Session session,
            Map<KexProposalOption, String> client,
            Map<KexProposalOption, String> server,
            Map<KexProposalOption, String> negotiated,
            @Nullable Throwable reason) {
        if (reason != null) {
            ownProposal = Map.copyOf(client);
            serverProposal = Map.copyOf(server);
        }
    }

    private final class PasswordReport implements PasswordAuthenticationReporter {
        @Override
        public void signalAuthenticationFailure(
                ClientSession session, String service, String password, boolean partial, List<String> methods) {
            passwordRefused |= !partial;
        }
    }

    private final class KeyReport implements PublicKeyAuthenticationReporter {
        @Override
        public void signalSignatureAttempt(
                ClientSession session, String service, KeyPair identity, String algorithm, byte[] bytes) {
            signature = algorithm;
        }
    }

    /** What the server said that a user can log in with; as it was sent. */
    void offered(String methods) {
        offered = Algorithms.names(methods);
    }

    /** Null while none was judged. */
    HostKeys.@Nullable Verdict verdict() {
        return verdict;
    }

    /** The fingerprint and the kind of the key that the server presented. */
    String presented() {
        PublicKey key = presented;
        if (key == null) {
            return "none";
        }
        if (key instanceof OpenSshCertificate certificate) {
            return "a certificate signed by " + PinnedKeys.fingerprint(certificate.getCaPubKey());
        }
        return PinnedKeys.fingerprint(key) + " (" + KeyUtils.getKeyType(key) + ")";
    }

    boolean keysExchanged() {
        return keysExchanged;
    }

    /** What the server offered and this side asked for, if they had something not in common. */
    @Nullable
    Disagreement disagreement() {
        Map<KexProposalOption, String> own = ownProposal;
        Map<KexProposalOption, String> server = serverProposal;
        return own == null || server == null ? null : Disagreement.between(own, server);
    }

    /** The methods that the server last offered; null if it never came to that. */
    @Nullable
    List<String> offered() {
        return offered;
    }

    boolean passwordExpired() {
        return passwordExpired;
    }

    /** How many questions the server asked at once, at most. */
    int questions() {
        return questions;
    }

    /** The algorithm that the log-in was signed with, if it was. */
    @Nullable
    String signature() {
        return signature;
    }

    /** What was tried to log in, for a message: methods, and fingerprints of own keys. */
    List<String> tried(List<String> methodsOffered) {
        List<String> tried = new ArrayList<>();
        for (UserAuthFactory method : methods()) {
            if (methodsOffered.contains(method.getName())) {
                boolean byKey = method == UserAuthPublicKeyFactory.INSTANCE;
                tried.add(byKey ? method.getName() + " with the key " + ownKey() : method.getName());
            }
        }
        return tried;
    }

    private String ownKey() {
        PublicKey key = keys.get(keys.size() - 1).getPublic();
        return PinnedKeys.fingerprint(key) + " (" + KeyUtils.getKeyType(key) + ")";
    }

    /** Whether there is a key that an old server takes with a weak signature alone. */
    boolean hasRsaKey() {
        return keys.stream().anyMatch(pair -> "ssh-rsa".equals(KeyUtils.getKeyType(pair)));
    }

    /** How long the log-in may take. */
    long patienceMillis() {
        return TimeUnit.NANOSECONDS.toMillis(settings.timing().patience().toNanos());
    }
}
