package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.server.CephServer;
import dev.tandem.s3.server.S3MockServer;
import dev.tandem.s3.server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/** What docs/s3.md has to be pasted, and its table of settings. */
class GuideTest {
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("(s3|sts|sqs|kms):[A-Z][A-Za-z]+");

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/s3.md"));
    }

    private static List<JsonNode> blocks() throws IOException {
        return JSON.matcher(guide())
                .results()
                .map(found -> JsonNode.parser().parse(found.group(1)))
                .toList();
    }

    @Test
    void eachSettingIsInTheTable() throws IOException {
        String guide = guide();
        assertThat(SettingsReader.names())
                .allSatisfy(name -> assertThat(guide).containsPattern("\n\\|[^|]*`" + name + "`"));
    }

    @Test
    void policiesHaveTheFormOfPolicies() throws IOException {
        List<JsonNode> policies = new ArrayList<>(blocks());
        policies.removeIf(block -> block.field("Statement").isEmpty());
        assertThat(policies).hasSizeGreaterThan(4);
        for (JsonNode policy : policies) {
            assertThat(policy.field("Version").orElseThrow().text()).isEqualTo("2012-10-17");
            for (JsonNode statement : policy.field("Statement").orElseThrow().asArray()) {
                assertThat(statement.asObject().keySet())
                        .contains("Effect", "Action")
                        .isSubsetOf("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
                assertThat(statement.field("Effect").orElseThrow().text()).isEqualTo("Allow");
                assertThat(texts(statement.field("Action").orElseThrow())).allMatch(ACTION.asMatchPredicate());
                statement
                        .field("Resource")
                        .ifPresent(
                                resource -> assertThat(texts(resource)).allMatch(text -> text.startsWith("arn:aws:")));
            }
        }
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray() ? node.asArray().stream().map(JsonNode::text).toList() : List.of(node.text());
    }

    @Test
    void s3MockTakesTheLifecycleRules() throws IOException {
        takesTheRules(S3MockServer.shared());
    }

    @Test
    void cephTakesTheLifecycleRules() throws IOException {
        takesTheRules(CephServer.shared());
    }

    private static void takesTheRules(S3Server server) throws IOException {
        JsonNode document = blocks().stream()
                .filter(block -> block.field("Rules").isPresent())
                .findFirst()
                .orElseThrow();
        List<LifecycleRule> rules = document.field("Rules").orElseThrow().asArray().stream()
                .map(GuideTest::rule)
                .toList();
        String bucket = server.newBucket();
        try (S3Client client = server.client()) {
            client.putBucketLifecycleConfiguration(
                    put -> put.bucket(bucket).lifecycleConfiguration(all -> all.rules(rules)));
            List<LifecycleRule> kept = client.getBucketLifecycleConfiguration(get -> get.bucket(bucket))
                    .rules();
            assertThat(kept)
                    .extracting(LifecycleRule::id)
                    .containsExactlyInAnyOrder("purge-processed-calls", "purge-tagged-calls");
            assertThat(kept).allMatch(rule -> rule.expiration().days() == 7);
        }
    }

    /** What the document says, and nothing that it does not say. */
    private static LifecycleRule rule(JsonNode text) {
        assertThat(text.asObject().keySet())
                .isSubsetOf(
                        "ID",
                        "Status",
                        "Filter",
                        "Expiration",
                        "NoncurrentVersionExpiration",
                        "AbortIncompleteMultipartUpload");
        LifecycleRule.Builder rule = LifecycleRule.builder()
                .id(text.field("ID").orElseThrow().text())
                .status(ExpirationStatus.fromValue(
                        text.field("Status").orElseThrow().text()))
                .filter(filter(text.field("Filter").orElseThrow()))
                .expiration(expire -> expire.days(number(text, "Expiration", "Days")));
        if (text.field("NoncurrentVersionExpiration").isPresent()) {
            rule.noncurrentVersionExpiration(
                    expire -> expire.noncurrentDays(number(text, "NoncurrentVersionExpiration", "NoncurrentDays")));
        }
        if (text.field("AbortIncompleteMultipartUpload").isPresent()) {
            rule.abortIncompleteMultipartUpload(abort ->
                    abort.daysAfterInitiation(number(text, "AbortIncompleteMultipartUpload", "DaysAfterInitiation")));
        }
        return rule.build();
    }

    private static LifecycleRuleFilter filter(JsonNode filter) {
        if (filter.field("And").isEmpty()) {
            return LifecycleRuleFilter.builder()
                    .prefix(filter.field("Prefix").orElseThrow().text())
                    .build();
        }
        JsonNode both = filter.field("And").orElseThrow();
        List<Tag> tags = both.field("Tags").orElseThrow().asArray().stream()
                .map(tag -> Tag.builder()
                        .key(tag.field("Key").orElseThrow().text())
                        .value(tag.field("Value").orElseThrow().text())
                        .build())
                .toList();
        return LifecycleRuleFilter.builder()
                .and(and ->
                        and.prefix(both.field("Prefix").orElseThrow().text()).tags(tags))
                .build();
    }

    private static int number(JsonNode rule, String field, String name) {
        return Integer.parseInt(
                rule.field(field).orElseThrow().field(name).orElseThrow().asNumber());
    }
}
