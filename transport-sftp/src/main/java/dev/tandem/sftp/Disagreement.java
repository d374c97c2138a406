package dev.tandem.sftp;

import java.util.List;
import java.util.Map;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;

/**
 * That a server and this side know no common algorithm.
 *
 * @param what such as "cipher"
 * @param offered what the server offers
 * @param switchable those of them that can be switched on
 */
record Disagreement(String what, List<String> offered, List<String> switchable) {
    private static final Map<KexProposalOption, String> WORDS = Map.of(
            KexProposalOption.ALGORITHMS, "key exchange",
            KexProposalOption.SERVERKEYS, "host key algorithm",
            KexProposalOption.C2SENC, "cipher",
            KexProposalOption.S2CENC, "cipher",
            KexProposalOption.C2SMAC, "MAC",
            KexProposalOption.S2CMAC, "MAC");

    /** Null if they have something of each in common. */
    static @Nullable Disagreement between(Map<KexProposalOption, String> own, Map<KexProposalOption, String> server) {
        for (KexProposalOption option : KexProposalOption.VALUES) {
            String word = WORDS.get(option);
            List<String> theirs = Algorithms.names(server.getOrDefault(option, ""));
            List<String> ours = List.of(own.getOrDefault(option, "").split(",", -1));
            if (word != null && ours.stream().noneMatch(theirs::contains)) {
                return new Disagreement(word, theirs, Algorithms.weakOf(theirs));
            }
        }
        return null;
    }
}
