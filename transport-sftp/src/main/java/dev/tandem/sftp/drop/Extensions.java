package dev.tandem.sftp.drop;

import java.util.List;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHLimitsExtensionInfo;

/** The extensions of OpenSSH that clients need here; there are no others. */
final class Extensions {
    static final List<String> NAMES = List.of("posix-rename@openssh.com", "fsync@openssh.com", "limits@openssh.com");

    /** Room in a packet for what is not data. */
    private static final int HEADER = 1024;

    private Extensions() {}

    static OpenSSHLimitsExtensionInfo limits(int handles) {
        OpenSSHLimitsExtensionInfo limits = new OpenSSHLimitsExtensionInfo();
        limits.maxPacketLength = Packets.LARGEST;
        limits.maxReadLength = Packets.LARGEST - HEADER;
        limits.maxWriteLength = Packets.LARGEST - HEADER;
        limits.maxOpenHandles = handles;
        return limits;
    }
}
