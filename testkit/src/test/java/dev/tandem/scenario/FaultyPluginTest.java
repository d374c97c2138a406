package dev.tandem.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.feed.Feed;
import dev.tandem.ledger.Ledger;
import dev.tandem.ledger.LedgerException;
import dev.tandem.ledger.Reason;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.FormatOptions;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.NameReading;
import dev.tandem.spi.Parsed;
import dev.tandem.spi.Plugin;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Settings;
import dev.tandem.spi.Transport;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that break their contract, or that are there no more: one file or one feed is harmed, nothing else. */
class FaultyPluginTest {
    @TempDir
    Path inbox;

    /** Throws whatever it is asked. */
    private record Faulty(String name) implements MetadataFormat, DialerFormat, Matcher {
        private static IllegalStateException fault() {
            return new IllegalStateException("a fault of the plugin's");
        }

        @Override
        public Set<String> extensions() {
            return Set.of(name);
        }

        @Override
        public Parsed parse(byte[] content, FormatOptions options) {
            throw fault();
        }

        @Override
        public NameReading read(String baseName, ZoneId zone) {
            throw fault();
        }

        @Override
        public Map<String, String> aliases() {
            return Map.of();
        }

        @Override
        public List<Link> match(List<Row> metadata, List<Row> recordings) {
            throw fault();
        }
    }

    private Bench bench(UnaryOperator<Feed.Builder> rules) throws LedgerException {
        return new Bench(inbox, rules, Bench.emptyLedger(), Bench.usualAnd(new Faulty("faulty")));
    }

    private static void call(Bench bench, String name) throws IOException {
        bench.write(name + ".wav", "sound of " + name);
        bench.write(name + ".kv", "a=1\n");
    }

    @Test
    void aFormatThatThrowsHarmsItsFileAlone() throws IOException, LedgerException {
        Bench bench = bench(feed -> feed);
        bench.write("a.wav", "sound");
        bench.write("a.faulty", "a=1\n");
        call(bench, "b");
        bench.settle();
        assertThat(bench.report().failed()).isEmpty();
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound of b");
        assertThat(bench.last("a.faulty").reason()).isEqualTo(Reason.BAD_METADATA);
        bench.tandem.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dialer", "matcher"})
    void aPluginThatThrowsElsewhereIsToldInTheFeedsReport(String kind) throws IOException, LedgerException {
        Bench bench = bench(feed -> kind.equals("dialer") ? feed.dialer("faulty") : feed.matcher("faulty"));
        bench.write("a.wav", "sound");
        bench.write("other.kv", "a=1\n");
        bench.sweep();
        bench.clock.advance(Bench.SETTLE);
        assertThat(bench.report().failed())
                .hasValueSatisfying(why -> assertThat(why).contains("IllegalStateException"));
        bench.tandem.close();
    }

    @Test
    void metadataWhoseFormatWasRemovedIsRefusedAndStopsNothing() throws IOException, LedgerException {
        Ledger ledger = Bench.emptyLedger();
        List<Plugin> plugins = Bench.usualAnd();
        Bench before = new Bench(inbox, feed -> feed, ledger, plugins);
        before.write("a.kv2", "a=1\n");
        before.settle();
        before.tandem.close();

        plugins.removeIf(
                plugin -> plugin instanceof MetadataFormat && plugin.name().equals("kv2"));
        Bench after = new Bench(inbox, feed -> feed, ledger, plugins);
        after.write("a.wav", "sound");
        call(after, "b");
        after.sweep();
        after.clock.advance(Bench.SETTLE);
        assertThat(after.report().failed()).isEmpty();
        assertThat(after.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound of b");
        assertThat(after.files()).contains("a.wav");
        assertThat(after.last("a.kv2").reason()).isIn(Reason.UNSUPPORTED_TYPE, Reason.BAD_METADATA);
        after.tandem.close();
    }

    @Test
    void aSinkThatThrowsALinkageErrorForOneCallTakesTheOthers() throws IOException, LedgerException {
        Bench bench = bench(feed -> feed);
        bench.mood = delivery -> {
            if (delivery.call().recording().name().startsWith("a")) {
                throw new NoClassDefFoundError("a library of the sink's");
            }
        };
        call(bench, "a");
        call(bench, "b");
        bench.settle();
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound of b");
        bench.mood = delivery -> {};
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.taken).extracting(Bench.Taken::bytes).containsExactly("sound of b", "sound of a");
        bench.tandem.close();
    }

    @Test
    void aNameListedTwiceStopsNothing() throws IOException, LedgerException {
        List<Plugin> plugins = Bench.usualAnd();
        plugins.replaceAll(plugin -> plugin instanceof TransportProvider real ? new Twice(real) : plugin);
        Bench bench = new Bench(inbox, feed -> feed, Bench.emptyLedger(), plugins);
        call(bench, "a");
        for (int i = 0; i < 3; i++) {
            assertThat(bench.report().failed()).isEmpty();
            bench.clock.advance(Bench.SETTLE);
        }
        assertThat(bench.taken).singleElement().extracting(Bench.Taken::bytes).isEqualTo("sound of a");
        bench.tandem.close();
    }

    /** A transport that shows every entry twice, and two files whose names cannot be told apart. */
    private record Twice(TransportProvider real) implements TransportProvider {
        @Override
        public String name() {
            return real.name();
        }

        @Override
        public void check(URI source, Settings settings) {
            real.check(source, settings);
        }

        @Override
        public Transport open(URI source, Settings settings) throws TransportException {
            return new TwiceOpen(real.open(source, settings));
        }
    }

    private record TwiceOpen(Transport real) implements Transport {
        @Override
        public void list(String folder, Consumer<? super RemoteFile> each) throws TransportException {
            real.list(folder, entry -> {
                each.accept(entry);
                each.accept(entry);
            });
            if (folder.isEmpty()) {
                for (long size : new long[] {1, 2}) {
                    each.accept(new RemoteFile(
                            "Jos\ufffd.wav", RemoteFile.Kind.FILE, size, Instant.EPOCH, Long.toString(size)));
                }
            }
        }

        @Override
        public RemoteFile stat(String path) throws TransportException {
            return real.stat(path);
        }

        @Override
        public InputStream read(String path) throws TransportException {
            return real.read(path);
        }

        @Override
        public void move(String from, String to) throws TransportException {
            real.move(from, to);
        }

        @Override
        public void delete(String path) throws TransportException {
            real.delete(path);
        }

        @Override
        public void write(String path, byte[] content) throws TransportException {
            real.write(path, content);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
