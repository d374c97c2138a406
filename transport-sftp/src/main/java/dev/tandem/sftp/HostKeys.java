package dev.tandem.sftp;

import java.security.PublicKey;
import java.util.List;

/** Which keys a server may present. */
interface HostKeys {
    /** What to say of a key that was presented. */
    enum Verdict {
        TRUSTED,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    /** Those of some host key algorithms to ask the server for, in order; never empty. */
    List<String> prefer(List<String> algorithms);

    /** Whether it is known of what kinds the keys are, so that a server's other keys need not be looked at. */
    boolean namesKinds();

    /** Judges a key, or a certificate whose signature, validity and host name are known to be right. */
    Verdict judge(PublicKey presented);
}
