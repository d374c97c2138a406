package dev.tandem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {
    @Test
    void eachIsTakenOnceFromTheBlockItIsIn() {
        News news = new News(200);
        List.of(0, 63, 64, 199, 63).forEach(news::add);
        List<Integer> taken = new ArrayList<>();
        news.take(0, 1, taken::add);
        assertThat(taken).containsExactly(0, 63);
        news.take(0, news.blocks(), taken::add);
        assertThat(taken).containsExactly(0, 63, 64, 199);
        assertThat(news.isEmpty()).isTrue();
    }

    @Test
    void ofNothingThereIsNone() {
        News news = new News(0);
        news.take(0, news.blocks(), at -> {
            throw new AssertionError("took " + at);
        });
        assertThat(news.isEmpty()).isTrue();
    }
}
