package dev.tandem.s3;

import dev.tandem.s3.server.S3MockServer;
import dev.tandem.s3.server.S3Server;
import java.io.IOException;

class S3MockTransportTest extends S3Contract {
    @Override
    S3Server server() throws IOException {
        return S3MockServer.shared();
    }

    /** Its web server takes no encoded backslash. */
    @Override
    protected boolean canHold(String name) {
        return name.indexOf('\\') < 0;
    }
}
