package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.call.Call;
import dev.tandem.dialer.StandardNames;
import dev.tandem.feed.Feed;
import dev.tandem.feed.TimeConvention;
import dev.tandem.folder.LocalTransportProvider;
import dev.tandem.report.Outcome;
import dev.tandem.report.SweepReport;
import dev.tandem.spi.CallSink;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TandemTest {
    private static final Plugins PLUGINS =
            Plugins.of(new LocalTransportProvider(), new StandardNames(), new KeyValueFormat());
    private static final Clock AN_HOUR_LATER = Clock.fixed(Instant.parse("2020-10-12T15:02:53Z"), ZoneOffset.UTC);

    @TempDir
    Path inbox;

    private final List<Call> calls = new ArrayList<>();
    private final List<byte[]> recordings = new ArrayList<>();

    private Tandem.Builder builder() {
        CallSink sink = delivery -> {
            try (InputStream in = delivery.openRecording()) {
                recordings.add(in.readAllBytes());
            }
            calls.add(delivery.call());
        };
        Feed feed = Feed.builder("acme", inbox.toUri()).settle(Duration.ZERO).build();
        return Tandem.builder().feed(feed).sink(sink).plugins(PLUGINS).clock(AN_HOUR_LATER);
    }

    private void put(String name, String content) throws Exception {
        Files.writeString(inbox.resolve(name), content);
    }

    private List<String> files(String folder) throws Exception {
        try (Stream<Path> files = Files.walk(inbox.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> inbox.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aRecordingAndItsMetadataBecomeACallAndMoveAside() throws Exception {
        put("20201012-140253_joe_baducci.wav", "sound");
        put("20201012-140253_joe_baducci.kv", "direction=outbound\nani=+1 703 555 0100");
        try (Tandem tandem = builder().build()) {
            SweepReport report = tandem.sweep();
            assertThat(report.count(Outcome.DELIVERED)).isEqualTo(2);
            assertThat(tandem.sweep().feeds().get(0).counts()).isEmpty();
        }
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).facts().user()).isEqualTo("joe_baducci");
        assertThat(calls.get(0).time()).isEqualTo("2020-10-12T14:02:53Z");
        assertThat(recordings.get(0)).asString().isEqualTo("sound");
        assertThat(files(""))
                .containsExactly(
                        "processed/2020-10-12/20201012-140253_joe_baducci.kv",
                        "processed/2020-10-12/20201012-140253_joe_baducci.wav");
    }

    @Test
    void anUpdateRaisesTheRevisionAndReadsTheArchivedRecording() throws Exception {
        put("20201012-140253_7.wav", "sound");
        put("20201012-140253_7.kv", "disposition=open");
        try (Tandem tandem = builder().build()) {
            tandem.sweep();
            put("20201012-140253_7.kv", "disposition=closed");
            assertThat(tandem.sweep().count(Outcome.UPDATED)).isEqualTo(1);
        }
        assertThat(calls).extracting(Call::revision).containsExactly(1, 2);
        assertThat(calls.get(1).metadata().get("disposition")).hasValue("closed");
        assertThat(recordings.get(1)).asString().isEqualTo("sound");
        assertThat(files("")).hasSize(3).allMatch(file -> file.startsWith("processed/"));
    }

    @Test
    void theConventionAndTheDurationTellWhenACallBeganAndEnded() throws Exception {
        put("20201012-140253_7.wav", "sound");
        put("20201012-140253_7.kv", "duration=0:01:30");
        Feed feed = Feed.builder("ends", inbox.toUri())
                .settle(Duration.ZERO)
                .timeConvention(TimeConvention.END)
                .build();
        try (Tandem tandem = Tandem.builder()
                .feed(feed)
                .plugins(PLUGINS)
                .sink(delivery -> calls.add(delivery.call()))
                .build()) {
            tandem.sweep();
        }
        assertThat(calls.get(0).start()).isEqualTo("2020-10-12T14:01:23Z");
        assertThat(calls.get(0).end()).isEqualTo("2020-10-12T14:02:53Z");
    }

    @Test
    void aSinkCannotCloseTheTandemThatCallsItInTheCallersThread() throws Exception {
        put("a.wav", "sound");
        put("a.kv", "x=1");
        List<Tandem> tandems = new ArrayList<>();
        List<Throwable> thrown = new ArrayList<>();
        try (Tandem tandem = builder()
                .sink(delivery -> thrown.add(catchThrowable(() -> tandems.get(0).close())))
                .build()) {
            tandems.add(tandem);
            assertThat(tandem.sweep().count(Outcome.DELIVERED)).isEqualTo(2);
        }
        assertThat(thrown).hasSize(1).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void aBacklogOfMoreThanOnePageIsDeliveredInOneSweepOnceTheSinkIsBack() throws Exception {
        for (int i = 0; i < 1_100; i++) {
            put("call" + i + ".wav", "sound " + i);
            put("call" + i + ".kv", "n=" + i);
        }
        MovableClock clock = new MovableClock(AN_HOUR_LATER.instant());
        boolean[] down = {true};
        try (Tandem tandem = builder()
                .clock(clock)
                .sink(delivery -> {
                    if (down[0]) {
                        throw new IOException("down");
                    }
                    calls.add(delivery.call());
                })
                .build()) {
            tandem.sweep();
            down[0] = false;
            clock.now = clock.now.plusSeconds(600);
            tandem.sweep();
        }
        assertThat(calls).hasSize(1_100);
    }

    private static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void aMissingSinkIsNamed() {
        assertThatThrownBy(() -> Tandem.builder().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("sink: is missing; say where the calls go");
    }

    @Test
    void aClosedTandemLeavesNoThreadBehind() throws Exception {
        Tandem tandem = builder().build();
        tandem.start();
        assertThat(threads()).isNotEmpty();
        tandem.close();
        tandem.close();
        assertThat(threads()).isEmpty();
        assertThatThrownBy(tandem::sweep).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tandem-"))
                .toList();
    }
}
