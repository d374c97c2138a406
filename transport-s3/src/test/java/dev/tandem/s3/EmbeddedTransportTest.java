package dev.tandem.s3;

import dev.tandem.s3.server.S3Server;

class EmbeddedTransportTest extends S3Contract {
    @Override
    S3Server server() {
        return Servers.embedded();
    }
}
