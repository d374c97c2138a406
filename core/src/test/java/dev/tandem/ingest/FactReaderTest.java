package dev.tandem.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.Direction;
import dev.tandem.call.Facts;
import dev.tandem.call.Metadata;
import dev.tandem.dialer.Five9Names;
import dev.tandem.feed.Feed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactReaderTest {
    private static Feed.Builder feed() {
        return Feed.builder("five", URI.create("file:/in")).zone(ZoneId.of("UTC-05:00"));
    }

    @Test
    void aFive9CallLogTellsEverything() {
        Facts facts = new FactReader(feed().build(), new Five9Names().aliases())
                .read(Metadata.of(Map.of(
                        "TIMESTAMP", "Thu, 27 Oct 2016 14:51:34",
                        "AGENT", "jdoe",
                        "CALL TYPE", "Outbound",
                        "SESSION ID", "A1",
                        "ANI", "4435550133",
                        "DNIS", "9415550187",
                        "CALL TIME", "00:06:33")));
        assertThat(facts)
                .isEqualTo(new Facts(
                        Instant.parse("2016-10-27T19:51:34Z"),
                        "jdoe",
                        Direction.OUTBOUND,
                        "A1",
                        "4435550133",
                        "9415550187",
                        Duration.ofSeconds(393)));
    }

    @Test
    void aFeedsOwnAliasGoesBeforeTheDialers() {
        FactReader reader = new FactReader(
                feed().aliases(Map.of("Mail Of Agent", "user", "agent", "team")).build(), new Five9Names().aliases());
        assertThat(reader.read(Metadata.of(Map.of("AGENT", "x", "mail_of_agent", "a@example.org")))
                        .user())
                .isEqualTo("a@example.org");
    }

    @Test
    void whatIsRequiredAndMissingIsNamedAsTheFeedNamesIt() {
        FactReader reader = new FactReader(
                feed().required(Set.of("Session ID", "account_no")).build(), Map.of());
        assertThat(reader.missing(Facts.NONE, Metadata.of(Map.of("Account No", " "))))
                .containsExactlyInAnyOrder("Session ID", "account_no");
        assertThat(reader.missing(
                        new Facts(null, null, null, "A1", null, null, null), Metadata.of(Map.of("ACCOUNT-NO", "7"))))
                .isEmpty();
    }
}
