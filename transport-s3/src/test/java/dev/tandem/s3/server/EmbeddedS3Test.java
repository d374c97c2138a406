package dev.tandem.s3.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3Test {
    @Nested
    class InMemory extends S3ServerSmoke {
        @Override
        S3Server server() throws Exception {
            return EmbeddedS3.inMemory();
        }
    }

    @Nested
    class OverAFolder extends S3ServerSmoke {
        @TempDir
        Path folder;

        @Override
        S3Server server() throws Exception {
            return EmbeddedS3.over(folder);
        }
    }

    @Nested
    class BehindAProxy extends S3ServerSmoke {
        private final EmbeddedS3 behind;

        BehindAProxy() throws Exception {
            behind = EmbeddedS3.inMemory();
        }

        @Override
        S3Server server() throws Exception {
            return FaultProxy.before(behind);
        }

        @Override
        void release(S3Server used) throws Exception {
            used.close();
            behind.close();
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        try (EmbeddedS3 server = EmbeddedS3.inMemory();
                S3Client plain = server.client()) {
            AwsBasicCredentials wrong = AwsBasicCredentials.create(server.accessKeyId(), "wrong");
            assertThatThrownBy(() -> plain.listBuckets(b -> b.overrideConfiguration(
                            o -> o.credentialsProvider(StaticCredentialsProvider.create(wrong)))))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void aClosedServerAnswersNoMore() throws Exception {
        EmbeddedS3 server = EmbeddedS3.inMemory();
        int port = server.endpoint().getPort();
        server.close();
        server.close();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }
}
