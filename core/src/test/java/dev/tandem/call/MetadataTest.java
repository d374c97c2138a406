package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 1000})
    void fieldsKeepTheirOrderAndAreFoundByName(int count) {
        Map<String, String> fields = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> fields.put("field " + (count - i), "text " + i));
        Metadata metadata = Metadata.of(fields);
        assertThat(metadata.fields()).isEqualTo(fields).hasSize(count);
        assertThat(metadata.fields().keySet()).containsExactlyElementsOf(fields.keySet());
        fields.forEach((name, text) -> assertThat(metadata.get(name)).hasValue(text));
        assertThat(metadata.get("other")).isEmpty();
        assertThat(metadata.fields().containsKey("other")).isFalse();
        assertThat(metadata).isEqualTo(Metadata.of(fields)).hasSameHashCodeAs(Metadata.of(fields));
        assertThatThrownBy(() -> metadata.fields().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17})
    void nothingOfTheFieldsIsShown(int count) {
        Map<String, String> fields = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> fields.put("name" + i, "secret"));
        assertThat(Metadata.of(fields)).hasToString("Metadata[" + count + " fields]");
    }
}
