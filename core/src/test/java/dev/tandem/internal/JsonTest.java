package dev.tandem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void everyKindOfValueIsWritten() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", "a\"b\\c\n\t\u0001\u2028\ud800é");
        all.put("number", 7);
        all.put("none", null);
        all.put("list", List.of(true, List.of(), Map.of()));
        assertThat(Json.write(all)).isEqualTo("""
                        {
                          "text": "a\\"b\\\\c\\n\\t\\u0001\\u2028\\ud800é",
                          "number": 7,
                          "none": null,
                          "list": [
                            true,
                            [],
                            {}
                          ]
                        }
                        """);
    }

    @Test
    void aPairOfSurrogatesStaysOneCharacter() {
        assertThat(Json.write("\ud83d\ude00")).isIn("\"\ud83d\ude00\"\n", "\"\\ud83d\\ude00\"\n");
    }
}
