package dev.tandem.s3.server;

import org.junit.jupiter.api.Nested;

class OtherServersTest {
    @Nested
    class Ceph extends S3ServerSmoke {
        @Override
        S3Server server() throws Exception {
            return CephServer.shared();
        }
    }

    @Nested
    class S3Mock extends S3ServerSmoke {
        @Override
        S3Server server() throws Exception {
            return S3MockServer.shared();
        }
    }
}
