package dev.tandem.s3.event;

import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The queue that tells of a feed's bucket.
 *
 * @param url as SQS gives it
 * @param endpoint where it is asked
 * @param reconcile how long after a sweep the next begins at the latest, while the queue is read
 */
public record QueueSettings(URI url, String region, URI endpoint, Duration reconcile) {
    /** All settings that are read here. */
    public static final Set<String> NAMES = Set.of("events", "events-region", "events-endpoint", "reconcile");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern REGION_OF_HOST = Pattern.compile("(?:^|.*\\.)sqs(?:-fips)?\\.([a-z0-9-]{1,64})\\..*");
    private static final Duration USUAL_REST = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** What other stores sign with, and the region of addresses that name none. */
    private static final String USUAL_REGION = "us-east-1";

    /**
     * Reads them. Asks nobody, and needs no class of SQS's client.
     *
     * @param region of the feed's bucket, if a setting says so: for a queue whose address names no region
     * @return empty if there is no queue
     * @throws ConfigurationException if one is wrong, or SQS's client is not there
     */
    public static Optional<QueueSettings> of(Settings settings, @Nullable String region) {
        String queue = value(settings, "events");
        if (queue == null) {
            NAMES.stream()
                    .filter(name -> value(settings, name) != null)
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ConfigurationException(
                                name,
                                "is set, but there is no queue that it is for; expected events: URL of an SQS queue");
                    });
            return Optional.empty();
        }
        URI url = url(queue);
        requireClient(QueueSettings.class.getClassLoader());
        return Optional.of(new QueueSettings(
                url,
                region(settings, url, region),
                endpoint(settings, url),
                settings.duration("reconcile", USUAL_REST, SHORTEST, LONGEST)));
    }

    /** The queue's own name. */
    String name() {
        return name(url);
    }

    private static String name(URI url) {
        return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }

    private static URI url(String queue) {
        URI url = address(queue);
        if (url == null || url.getPath().isEmpty() || !NAME.matcher(name(url)).matches()) {
            throw new ConfigurationException(
                    "events",
                    (queue.startsWith("arn:") ? "is an ARN and no URL" : "is no queue's URL")
                            + "; expected one such as https://sqs.eu-central-1.amazonaws.com/123456789012/tandem");
        }
        return url;
    }

    private static String region(Settings settings, URI url, @Nullable String otherwise) {
        String region = value(settings, "events-region");
        if (region != null && !REGION.matcher(region).matches()) {
            throw new ConfigurationException("events-region", "is no region; expected one such as eu-central-1");
        }
        if (region != null) {
            return region;
        }
        Matcher host = REGION_OF_HOST.matcher(url.getHost().toLowerCase(Locale.ROOT));
        return host.matches() ? host.group(1) : otherwise != null ? otherwise : USUAL_REGION;
    }

    private static URI endpoint(Settings settings, URI url) {
        String endpoint = value(settings, "events-endpoint");
        if (endpoint == null) {
            return URI.create(url.getScheme() + "://" + url.getRawAuthority());
        }
        URI address = address(endpoint);
        if (address == null) {
            throw new ConfigurationException(
                    "events-endpoint", "is no address; expected one such as https://host:port");
        }
        return address;
    }

    /** Null if it is none; what was found is not told, since it may hold a password. */
    private static @Nullable URI address(String text) {
        try {
            URI address = new URI(text);
            boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return http
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawQuery() == null
                            && address.getRawFragment() == null
                    ? address
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static void requireClient(ClassLoader loader) {
        require(loader, "software.amazon.awssdk.services.sqs.SqsClient", "software.amazon.awssdk:sqs");
        require(loader, "tools.jackson.core.json.JsonFactory", "tools.jackson.core:jackson-core");
    }

    private static void require(ClassLoader loader, String type, String artifact) {
        try {
            Class.forName(type, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    "events", "is set, but what reads queues is not on the class path; add the artifact " + artifact);
        }
    }

    private static @Nullable String value(Settings settings, String name) {
        return settings.text(name).orElse(null);
    }
}
