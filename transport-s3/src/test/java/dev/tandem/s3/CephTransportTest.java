package dev.tandem.s3;

import dev.tandem.s3.server.CephServer;
import dev.tandem.s3.server.S3Server;
import java.io.IOException;

class CephTransportTest extends S3Contract {
    @Override
    S3Server server() throws IOException {
        return CephServer.shared();
    }
}
