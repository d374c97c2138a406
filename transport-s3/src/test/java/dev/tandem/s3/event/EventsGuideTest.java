package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What docs/s3.md tells of events. */
class EventsGuideTest {
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/s3.md"));
    }

    @Test
    void whatIsToBePastedIsJson() throws Exception {
        List<String> blocks =
                JSON.matcher(guide()).results().map(MatchResult::group).toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(7);
        for (String block : blocks) {
            String text = block.substring("```json\n".length(), block.length() - "```".length());
            try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
                while (parser.nextToken() != null) {
                    assertThat(parser.currentToken()).isNotNull();
                }
            }
        }
    }

    @Test
    void eachSettingIsInTheTable() throws Exception {
        for (String name : QueueSettings.NAMES) {
            assertThat(guide()).contains("\n| `" + name + "` |");
        }
    }
}
