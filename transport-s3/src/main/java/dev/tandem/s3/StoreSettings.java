package dev.tandem.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a store is reached by. Feeds with the same settings share connections.
 *
 * @param region null for that of the environment
 * @param endpoint null for that of AWS
 * @param patience how long the store may be silent
 * @param requests how many requests are under way at once, at most
 */
record StoreSettings(
        @Nullable String region,
        @Nullable URI endpoint,
        boolean pathStyle,
        Credentials credentials,
        @Nullable Proxy proxy,
        Duration connect,
        Duration patience,
        int requests) {

    /**
     * Who asks. Without a profile and a pair of keys, the default chain: environment, system properties, web identity,
     * shared files, container, instance.
     *
     * @param role whom to become; null for nobody else
     */
    record Credentials(
            @Nullable String profile,
            @Nullable KeyPair keys,
            @Nullable Role role) {}

    /** A pair of keys. */
    record KeyPair(String id, String secret, @Nullable String token) {
        @Override
        public String toString() {
            return "KeyPair[hidden]";
        }
    }

    /**
     * A role that its owner lets us have.
     *
     * @param externalId what its owner knows us by
     * @param endpoint null for that of AWS
     */
    record Role(
            String arn,
            @Nullable String externalId,
            @Nullable URI endpoint) {
        @Override
        public String toString() {
            return "Role[hidden]";
        }
    }

    /** An HTTP proxy. */
    record Proxy(
            URI address, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Proxy[hidden]";
        }
    }
}
