package dev.tandem.s3.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.s3.event.Notice.Item;
import dev.tandem.s3.event.Notice.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticesTest {
    private static final String KEY = "in/a b+c%2Fö.wav";

    private static Item only(String message) {
        Notice notice = Notices.read(message);
        assertThat(notice.kind()).isEqualTo(Kind.OBJECTS);
        assertThat(notice.objects()).hasSize(1);
        return notice.objects().get(0);
    }

    private static void assertTellsOfTheKey(String message) {
        assertThat(only(message).liesUnder("calls", KEY)).isTrue();
        assertThat(only(message).liesUnder("calls", KEY + "x")).isFalse();
        assertThat(only(message).liesUnder("other", KEY)).isFalse();
    }

    @Test
    void s3sOwnMessageHasItsKeyDecoded() {
        assertThat(only(Events.direct("calls", KEY)).key()).isEqualTo("in%2Fa+b%2Bc%252F%C3%B6.wav");
        assertTellsOfTheKey(Events.direct("calls", KEY));
    }

    @Test
    void s3sOwnMessageMayTellOfSeveralObjects() {
        assertThat(Notices.read(Events.direct("calls", "a", "b", "c")).objects())
                .extracting(Item::key)
                .containsExactly("a", "b", "c");
    }

    @Test
    void eventBridgesMessageHasItsKeyAsItIs() {
        assertThat(only(Events.bridge("calls", KEY)).key()).isEqualTo(KEY);
        assertTellsOfTheKey(Events.bridge("calls", KEY));
        assertThat(only(Events.bridge("calls", "a+b/c")).liesUnder("calls", "a b/"))
                .isFalse();
    }

    @Test
    void bothMayComeThroughSns() {
        assertTellsOfTheKey(Events.throughSns(Events.direct("calls", KEY)));
        assertTellsOfTheKey(Events.throughSns(Events.bridge("calls", KEY)));
        assertThat(Notices.read(Events.throughSns(Events.test("calls"))).kind()).isEqualTo(Kind.TEST);
    }

    @Test
    void envelopesWithinEnvelopesAreNotOpened() {
        String twice = Events.throughSns(Events.throughSns(Events.direct("calls", KEY)));
        assertThat(Notices.read(twice)).isSameAs(Notice.UNKNOWN);
    }

    @Test
    void aTestEventIsKnown() {
        assertThat(Notices.read(Events.test("calls"))).isSameAs(Notice.TEST);
    }

    @Test
    void recordsThatTellOfNoObjectArePassedOver() {
        String mixed = Events.direct("calls", "a").replace("\"Records\":[", "\"Records\":[null,7,{\"s3\":[]},");
        assertThat(only(mixed).key()).isEqualTo("a");
    }

    @Test
    void aKeyThatCannotBeDecodedIsTakenAsItIs() {
        assertThat(new Item("calls", "in/100%", true).liesUnder("calls", "in/")).isTrue();
        assertThat(new Item("calls", "in/%zz", true).liesUnder("calls", "out/")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "7",
                "[]",
                "{}",
                "\"text\"",
                "{\"Records\":[]}",
                "{\"Records\":{}}",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":7},\"object\":{\"key\":\"a\"}}}]}",
                "{\"detail\":{\"bucket\":\"calls\",\"object\":\"a\"}}",
                "{\"Type\":\"Notification\",\"Message\":\"no JSON\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"https://sns.example/\"}",
                "{\"Records\":[",
                "{} {}",
                "{\"a\":1e999999999}",
                "{\"a\":\"\\ud800\"}",
                "<xml/>"
            })
    void whatIsNoNotificationIsUnknown(String body) {
        assertThat(Notices.read(body)).isSameAs(Notice.UNKNOWN);
    }

    @Test
    void deepNestingIsUnknownAndHarmless() {
        assertThat(Notices.read("[".repeat(Notices.LARGEST))).isSameAs(Notice.UNKNOWN);
        assertThat(Notices.read("{\"a\":".repeat(40_000))).isSameAs(Notice.UNKNOWN);
        assertThat(Notices.read("{\"detail\":" + "[".repeat(1000) + "]".repeat(1000) + "}"))
                .isSameAs(Notice.UNKNOWN);
    }

    @Test
    void aMessageOfTheLargestSizeIsReadAndALargerOneIsNot() {
        String message = Events.direct("calls", "a");
        String largest = message + " ".repeat(Notices.LARGEST - message.length());
        assertThat(only(largest).key()).isEqualTo("a");
        assertThat(Notices.read(largest + " ")).isSameAs(Notice.UNKNOWN);
    }

    /** Whatever is changed in a message, it is read or unknown, and nothing is thrown. */
    @Test
    void brokenMessagesNeverThrow() {
        long seed = Long.getLong("seed", 20260301);
        Random random = new Random(seed);
        String[] messages = {
            Events.direct("calls", KEY, "b"),
            Events.bridge("calls", KEY),
            Events.throughSns(Events.bridge("calls", KEY))
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder broken = new StringBuilder(messages[i % messages.length]);
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                int at = random.nextInt(broken.length());
                switch (random.nextInt(3)) {
                    case 0 -> broken.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> broken.setLength(Math.max(1, at));
                    default -> broken.insert(at, "{[]}\",:\\0".charAt(random.nextInt(9)));
                }
            }
            assertThat(Notices.read(broken.toString()))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }
}
