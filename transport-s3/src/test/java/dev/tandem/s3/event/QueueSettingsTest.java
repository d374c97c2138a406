package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.s3.S3TransportProvider;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Settings;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSettingsTest {
    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/tandem";

    private static QueueSettings read(String... namesAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("events", URL));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return QueueSettings.of(Settings.of(values), "eu-west-3").orElseThrow();
    }

    private static void assertRefused(String name, String value, String says) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining(says)
                .hasMessageNotContaining("canary");
    }

    @Test
    void withoutAQueueThereIsNothingToRead() {
        assertThat(QueueSettings.of(Settings.NONE, null)).isEmpty();
        assertThat(QueueSettings.of(Settings.of(Map.of("events", " ")), null)).isEmpty();
    }

    @Test
    void aQueuesAddressIsAllThatIsNeeded() {
        assertThat(read())
                .isEqualTo(new QueueSettings(
                        URI.create(URL),
                        "eu-central-1",
                        URI.create("https://sqs.eu-central-1.amazonaws.com"),
                        Duration.ofMinutes(5)));
        assertThat(read().name()).isEqualTo("tandem");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.us-gov-west-1.amazonaws.com/1/q, us-gov-west-1",
        "https://sqs-fips.us-east-2.amazonaws.com/1/q, us-east-2",
        "https://sqs.cn-north-1.amazonaws.com.cn/1/q, cn-north-1",
        "https://sqs.ap-south-1.api.aws/1/q, ap-south-1",
        "https://vpce-1-2.sqs.eu-west-1.vpce.amazonaws.com/1/q, eu-west-1",
        "http://localhost:9324/000000000000/q, eu-west-3"
    })
    void theRegionIsThatOfTheAddressElseThatOfTheBucket(String url, String region) {
        assertThat(read("events", url).region()).isEqualTo(region);
    }

    @Test
    void regionAndEndpointMayBeSet() {
        QueueSettings settings = read("events-region", "eu-north-1", "events-endpoint", "http://localhost:4566");
        assertThat(settings.region()).isEqualTo("eu-north-1");
        assertThat(settings.endpoint()).isEqualTo(URI.create("http://localhost:4566"));
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "5m, PT5M", "24h, PT24H", "1 h, PT1H"})
    void theSlowScheduleMayBeSet(String text, Duration duration) {
        assertThat(read("reconcile", text).reconcile()).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "ftp://sqs.eu-central-1.amazonaws.com/1/canary",
                "https://sqs.eu-central-1.amazonaws.com",
                "https://sqs.eu-central-1.amazonaws.com/",
                "https://sqs.eu-central-1.amazonaws.com/1/a canary",
                "https://user:canary@sqs.eu-central-1.amazonaws.com/1/q",
                "https://sqs.eu-central-1.amazonaws.com/1/q?canary=1"
            })
    void whatIsNoQueuesAddressIsRefused(String url) {
        assertRefused("events", url, "expected one such as https://sqs.");
    }

    @Test
    void anArnIsCalledByItsName() {
        assertRefused("events", "arn:aws:sqs:eu-central-1:123456789012:canary", "is an ARN and no URL");
    }

    @ParameterizedTest
    @CsvSource({
        "events-region, EU canary, no region",
        "events-endpoint, canary, no address",
        "reconcile, canary, no duration",
        "reconcile, 0s, no duration",
        "reconcile, 25h, no duration",
        "reconcile, 500ms, no duration"
    })
    void wrongValuesAreRefused(String name, String value, String says) {
        assertRefused(name, value, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"events-region", "events-endpoint", "reconcile"})
    void whatIsForAQueueNeedsOne(String name) {
        assertThatThrownBy(() -> QueueSettings.of(Settings.of(Map.of(name, "5m")), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(name + ": is set, but there is no queue");
    }

    @ParameterizedTest
    @CsvSource({
        "software.amazon.awssdk.services.sqs., software.amazon.awssdk:sqs",
        "tools.jackson., tools.jackson.core:jackson-core"
    })
    void whatReadsQueuesIsNamedIfItIsMissing(String without, String artifact) throws Exception {
        Class<?> settings = new Without(without).loadClass(QueueSettings.class.getName());
        assertThatThrownBy(() -> settings.getMethod("of", Settings.class, String.class)
                        .invoke(null, Settings.of(Map.of("events", URL)), null))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("events: ")
                .hasMessageEndingWith("add the artifact " + artifact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"software.amazon.awssdk.services.sqs.", "tools.jackson."})
    void withoutItABucketIsReadAllTheSame(String without) throws Exception {
        TransportProvider buckets = (TransportProvider) new Without(without)
                .loadClass(S3TransportProvider.class.getName())
                .getConstructor()
                .newInstance();
        URI source = URI.create("s3://calls/in");
        Settings settings = Settings.of(Map.of("endpoint", "http://localhost:1"));
        buckets.check(source, settings);
        assertThat(buckets.watch(source, settings, () -> {})).isEmpty();
        buckets.open(source, settings).close();
        buckets.close();
    }

    /** A class path on which some packages are not. */
    private static final class Without extends ClassLoader {
        private final String missing;

        Without(String missing) {
            super(QueueSettingsTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (!name.startsWith("dev.tandem.s3.")) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
