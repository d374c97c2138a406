package dev.tandem.s3;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The way to one store with one set of settings: its clients, and the threads that ask. Used by several threads at once. */
final class Store implements AutoCloseable {
    /** How often a request is made, at most, before it is given up. */
    private static final int ATTEMPTS = 5;

    /** For the largest thing that one request moves, on a slow line; silence ends an attempt long before. */
    private static final Duration ATTEMPT = Duration.ofMinutes(15);

    /** For those who ask beside our threads: feeds that stream, sinks. */
    private static final int SPARE_CONNECTIONS = 64;

    private static final Duration ACQUISITION = Duration.ofMinutes(1);

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final StoreSettings settings;
    private final Region region;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider own;
    private final AwsCredentialsProvider credentials;
    private final @Nullable StsClient sts;
    private final S3Client client;
    private final ThreadPoolExecutor threads;
    private volatile boolean conditionalDelete = true;
    private @Nullable S3Presigner presigner;

    /** Asks nobody yet. */
    Store(StoreSettings settings) {
        this.settings = settings;
        region = region(settings);
        http = http(settings.patience());
        own = own();
        StoreSettings.Role role = settings.credentials().role();
        sts = role == null ? null : sts(role);
        credentials = role == null || sts == null ? own : become(role, sts);
        client = connect();
        threads = new ThreadPoolExecutor(
                settings.requests(), settings.requests(), 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "tandem-s3-" + THREADS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    private static Region region(StoreSettings settings) {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        if (settings.endpoint() != null) {
            return Region.US_EAST_1;
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            // The store tells where a bucket lies.
            return Region.US_EAST_1;
        }
    }

    /**
     * Makes a client of HTTP with the proxy and the limits that are set; whoever asks for it closes it.
     *
     * @param patience how long a server may be silent
     */
    SdkHttpClient http(Duration patience) {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .maxConnections(settings.requests() + SPARE_CONNECTIONS)
                .connectionTimeout(settings.connect())
                .socketTimeout(patience)
                .connectionAcquisitionTimeout(ACQUISITION);
        StoreSettings.Proxy proxy = settings.proxy();
        if (proxy != null) {
            builder.proxyConfiguration(ProxyConfiguration.builder()
                    .endpoint(proxy.address())
                    .username(proxy.user())
                    .password(proxy.password())
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariableValues(false)
                    .build());
        }
        return builder.build();
    }

    private AwsCredentialsProvider own() {
        StoreSettings.KeyPair keys = settings.credentials().keys();
        if (keys == null) {
            return DefaultCredentialsProvider.builder()
                    .profileName(settings.credentials().profile())
                    .build();
        }
        AwsCredentials pair = keys.token() == null
                ? AwsBasicCredentials.create(keys.id(), keys.secret())
                : AwsSessionCredentials.create(keys.id(), keys.secret(), keys.token());
        return StaticCredentialsProvider.create(pair);
    }

    private StsClient sts(StoreSettings.Role role) {
        return configured(StsClient.builder(), role.endpoint())
                .credentialsProvider(own)
                .httpClient(http)
                .build();
    }

    private AwsCredentialsProvider become(StoreSettings.Role role, StsClient sts) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(AssumeRoleRequest.builder()
                        .roleArn(role.arn())
                        .externalId(role.externalId())
                        .roleSessionName("tandem")
                        .build())
                .build();
    }

    private S3Client connect() {
        boolean aws = settings.endpoint() == null;
        // Other stores know fewer checksums; and nobody tells us in which region a customer's bucket lies.
        return configured(S3Client.builder(), settings.endpoint())
                .forcePathStyle(settings.pathStyle())
                .crossRegionAccessEnabled(aws)
                .requestChecksumCalculation(
                        aws ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        aws ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, @Nullable URI endpoint) {
        builder.region(region)
                .overrideConfiguration(all -> all.apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        return endpoint == null ? builder : builder.endpointOverride(endpoint);
    }

    S3Client client() {
        return client;
    }

    /** Whether this is AWS, and no other store that speaks its language. */
    boolean isAws() {
        return settings.endpoint() == null;
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    Region region() {
        return region;
    }

    /** Whether the store has not said yet that it deletes without conditions only. */
    boolean hasConditionalDelete() {
        return conditionalDelete;
    }

    void hasNoConditionalDelete() {
        conditionalDelete = false;
    }

    /** What asks; as many tasks at once as there may be requests. */
    ExecutorService threads() {
        return threads;
    }

    int requests() {
        return settings.requests();
    }

    Duration patience() {
        return settings.patience();
    }

    /** Signs links. */
    synchronized S3Presigner presigner() {
        S3Presigner signer = presigner;
        if (signer == null) {
            S3Presigner.Builder builder = S3Presigner.builder()
                    .region(region)
                    .credentialsProvider(credentials)
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(settings.pathStyle())
                            .build());
            signer = (settings.endpoint() == null ? builder : builder.endpointOverride(settings.endpoint())).build();
            presigner = signer;
        }
        return signer;
    }

    /** Breaks off what is under way. */
    @Override
    public synchronized void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            // It will never run, and somebody waits for it.
            if (waiting instanceof Future<?> task) {
                task.cancel(false);
            }
        }
        if (presigner != null) {
            presigner.close();
        }
        client.close();
        if (sts != null) {
            sts.close();
        }
        if (own instanceof SdkAutoCloseable chain) {
            chain.close();
        }
        http.close();
    }
}
