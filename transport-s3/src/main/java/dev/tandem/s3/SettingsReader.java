package dev.tandem.s3;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Reads settings; what is wrong is a ConfigurationException that says what was found and what was expected. */
final class SettingsReader {
    static final Set<String> OF_A_STORE = Set.of(
            "region",
            "endpoint",
            "path-style",
            "profile",
            "access-key-id",
            "secret-access-key",
            "session-token",
            "role-arn",
            "external-id",
            "sts-endpoint",
            "proxy",
            "proxy-password",
            "connect-timeout",
            "patience",
            "requests",
            "encryption",
            "kms-key",
            "requester-pays");

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_REQUESTS = 512;

    private final Settings settings;

    private SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /** @param others settings that are read elsewhere */
    static SettingsReader of(Settings settings, Set<String> others) {
        Set<String> known = new TreeSet<>(OF_A_STORE);
        known.addAll(others);
        settings.allow(known);
        return new SettingsReader(settings);
    }

    StoreSettings store() {
        URI endpoint = address("endpoint", Set.of("http", "https"));
        String region = value("region");
        if (region != null && !REGION.matcher(region).matches()) {
            throw new ConfigurationException("region", "is no region; expected one such as eu-central-1");
        }
        return new StoreSettings(
                region,
                endpoint,
                flag("path-style", endpoint != null),
                new StoreSettings.Credentials(value("profile"), keys(), role()),
                proxy(),
                duration("connect-timeout", Duration.ofSeconds(10)),
                duration("patience", Duration.ofSeconds(15)),
                number("requests", 32, MOST_REQUESTS));
    }

    WriteSettings write() {
        String key = value("kms-key");
        String encryption = value("encryption");
        ServerSideEncryption chosen = encryption == null
                ? null
                : switch (encryption) {
                    case "sse-s3" -> ServerSideEncryption.AES256;
                    case "sse-kms" -> ServerSideEncryption.AWS_KMS;
                    default ->
                        throw new ConfigurationException(
                                "encryption", "is none that is known; expected sse-s3, sse-kms or nothing");
                };
        if (key != null && chosen == ServerSideEncryption.AES256) {
            throw new ConfigurationException("kms-key", "is set, but the encryption is sse-s3; expected sse-kms");
        }
        return new WriteSettings(
                key != null ? ServerSideEncryption.AWS_KMS : chosen,
                key,
                flag("requester-pays", false) ? RequestPayer.REQUESTER : null);
    }

    private StoreSettings.@Nullable KeyPair keys() {
        String id = value("access-key-id");
        String secret = value("secret-access-key");
        String token = value("session-token");
        if (id == null && secret == null && token == null) {
            return null;
        }
        if (id == null || secret == null) {
            throw new ConfigurationException(
                    id == null ? "access-key-id" : "secret-access-key",
                    "is missing; access-key-id and secret-access-key go together, or neither of them for the default"
                            + " credential chain");
        }
        if (value("profile") != null) {
            throw new ConfigurationException("profile", "is set, and access-key-id too; keep one of them");
        }
        return new StoreSettings.KeyPair(id, secret, token);
    }

    private StoreSettings.@Nullable Role role() {
        String arn = value("role-arn");
        String externalId = value("external-id");
        URI endpoint = address("sts-endpoint", Set.of("http", "https"));
        if (arn == null) {
            if (externalId != null || endpoint != null) {
                throw new ConfigurationException(
                        externalId != null ? "external-id" : "sts-endpoint",
                        "is set, but there is no role-arn that it is for");
            }
            return null;
        }
        if (!arn.startsWith("arn:") || !arn.contains(":role/")) {
            throw new ConfigurationException(
                    "role-arn", "is no role's ARN; expected one such as arn:aws:iam::123456789012:role/tandem");
        }
        return new StoreSettings.Role(arn, externalId, endpoint);
    }

    private StoreSettings.@Nullable Proxy proxy() {
        URI address = address("proxy", Set.of("http", "https"));
        String password = settings.get("proxy-password").orElse(null);
        if (address == null) {
            if (password != null) {
                throw new ConfigurationException("proxy-password", "is set, but there is no proxy");
            }
            return null;
        }
        String user = address.getUserInfo();
        if (user != null && user.indexOf(':') >= 0) {
            throw new ConfigurationException(
                    "proxy", "has a password in it; take it out and give it as the setting proxy-password");
        }
        if (address.getPort() < 0) {
            throw new ConfigurationException("proxy", "names no port; expected http://host:port");
        }
        return new StoreSettings.Proxy(
                URI.create(address.getScheme() + "://" + address.getHost() + ":" + address.getPort()), user, password);
    }

    private @Nullable URI address(String setting, Set<String> schemes) {
        String text = value(setting);
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && address.getScheme() != null
                    && schemes.contains(address.getScheme())
                    && address.getRawQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below, without what was found: it may hold a password.
        }
        throw new ConfigurationException(setting, "is no address; expected one such as https://host:port");
    }

    private boolean flag(String setting, boolean otherwise) {
        String text = value(setting);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw new ConfigurationException(setting, "is neither true nor false");
        }
        return text.equals("true");
    }

    private int number(String setting, int otherwise, int most) {
        String text = value(setting);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new ConfigurationException(setting, "is no number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    private Duration duration(String setting, Duration otherwise) {
        return settings.duration(setting, otherwise, SHORTEST, LONGEST);
    }

    /** Null where a setting is missing or blank. */
    private @Nullable String value(String setting) {
        return settings.text(setting).orElse(null);
    }

    /** All names there are, for the table in the documentation to be checked by. */
    static Stream<String> names() {
        return OF_A_STORE.stream();
    }
}
