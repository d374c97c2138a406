package dev.tandem.s3.server;

import java.nio.file.Path;
import java.util.UUID;

/** The configuration of a Ceph cluster of one monitor, one store in memory and one gateway, all on loopback. */
final class CephConf {
    private CephConf() {}

    /** The text of {@code ceph.conf}. The cluster has a name of its own in each. */
    static String text(Path folder, int monitorPort, int gatewayPort) {
        return """
                [global]
                fsid = %2$s
                mon host = [v2:127.0.0.1:%3$d]
                public addr = 127.0.0.1
                cluster addr = 127.0.0.1
                ms bind ipv6 = false
                ms bind msgr1 = false
                auth allow insecure global id reclaim = false
                keyring = %1$s/keyring
                run dir = %1$s
                admin socket =
                pid file =
                log file = %1$s/$name.log
                mon cluster log file = %1$s/cluster.log
                mon data = %1$s/mon
                mon data avail crit = 1
                mon data avail warn = 1
                mon allow pool size one = true
                # Each pool the gateway makes waits for some of these.
                paxos propose interval = 0.02
                paxos min wait = 0.01
                osd data = %1$s/osd
                osd objectstore = memstore
                memstore device bytes = 8589934592
                osd crush chooseleaf type = 0
                osd pool default size = 1
                osd pool default min size = 1
                osd pool default pg num = 1
                osd pool default pgp num = 1
                rgw crypt require ssl = false
                rgw crypt s3 kms backend = testing
                rgw crypt s3 kms encryption keys = %5$s=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=
                rgw frontends = beast endpoint=127.0.0.1:%4$d
                """.formatted(folder, UUID.randomUUID(), monitorPort, gatewayPort, S3Server.KMS_KEY);
    }
}
