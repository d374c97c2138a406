package dev.tandem.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Attempt;
import dev.tandem.spi.RemoteFile;
import dev.tandem.spi.Transport.Move;
import dev.tandem.spi.TransportException;
import dev.tandem.spi.TransportException.Reason;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of every kind: each is the object it names and no other, or is refused. */
class OddKeysTest extends FaultyStore {
    private static final List<String> ODD = List.of(
            "a+b.wav",
            "a b.wav",
            "a%2Fb.wav",
            "a%20b.wav",
            "a%2bb.wav",
            "a%b.wav",
            "%",
            "%2E%2E",
            "...",
            ". .",
            "a&b=c;d#e?f.wav",
            "<xml>&amp;'\"quoted\"",
            "é.wav",
            "e\u0301.wav",
            "日本語.wav",
            "😀.wav",
            "back\\slash",
            "*{}[]|^~`$!@(),:",
            " leading and trailing ",
            "tab\tand\nline",
            "\u0001\u001f\u007f",
            "-rf");

    private List<String> putOdd() {
        ODD.forEach(name -> put(name, "content of " + name));
        return ODD;
    }

    @Test
    void anOddKeyIsListedUnderItsNameAndReadByIt() throws Exception {
        putOdd();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(ODD);
        for (String name : ODD) {
            assertThat(copy(name, 1000).text()).isEqualTo("content of " + name);
            assertThat(copy(name, 1 << 30).text()).isEqualTo("content of " + name);
            assertThat(transport.stat(name).name()).isEqualTo(name);
            try (InputStream in = transport.read(name)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("content of " + name);
            }
        }
    }

    @Test
    void anOddKeyIsMovedAndDeletedAndNoOther() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (String name : putOdd()) {
            expected.put(PREFIX + "done/" + name + "/" + name, "content of " + name);
        }
        List<Attempt<RemoteFile>> moved = transport.moveAll(ODD.stream()
                .map(name -> new Move(name, "done/" + name + "/" + name))
                .toList());
        for (int i = 0; i < ODD.size(); i++) {
            assertThat(moved.get(i).get().name()).isEqualTo(ODD.get(i));
        }
        assertThat(objects()).isEqualTo(expected);
        for (String name : ODD) {
            transport.delete("done/" + name + "/" + name);
            expected.remove(PREFIX + "done/" + name + "/" + name);
            assertThat(new HashSet<>(keys())).isEqualTo(expected.keySet());
        }
    }

    @Test
    void oddNamesAreWritten() throws Exception {
        Set<String> expected = new HashSet<>();
        for (String name : ODD) {
            transport.write("refused/" + name + ".json", name.getBytes(StandardCharsets.UTF_8));
            expected.add(PREFIX + "refused/" + name + ".json");
        }
        assertThat(new HashSet<>(keys())).isEqualTo(expected);
        assertThat(objects().values()).containsExactlyInAnyOrderElementsOf(ODD);
    }

    static Stream<String> refused() {
        return Stream.of("..", ".", "a/../b", "a/./b", "./a", "../other", "a//b", "/a", "a/", "/", "a\0b", "\ud800");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("refused")
    void whatIsNoPlainPathIsRefusedAndNothingIsAsked(String path) {
        List<TransportException> failures = new ArrayList<>();
        failures.add(failure(() -> transport.stat(path)));
        failures.add(failure(() -> transport.read(path)));
        failures.add(failure(() -> copy(path, 10)));
        failures.add(failure(() -> copy(path, 1 << 30)));
        failures.add(failure(() -> transport.delete(path)));
        failures.add(failure(() -> transport.write(path, new byte[1])));
        failures.add(failure(() -> transport.move(path, "b")));
        failures.add(failure(() -> transport.move("b", path)));
        failures.add(failure(() -> transport.link(path, java.time.Duration.ofMinutes(1))));
        failures.add(failure(() -> list(path)));
        assertThat(failures).extracting(TransportException::reason).containsOnly(Reason.INVALID_NAME);
        assertThat(proxy.count()).isZero();
    }

    /** Keys that others can put and that are no plain paths: the server takes them, but not all servers do. */
    @ParameterizedTest
    @ValueSource(strings = {"/a.wav", "//", "../a.wav", "./a.wav", "..", ".", "sub//a.wav", "sub/../a.wav"})
    void aKeyThatIsNoPlainPathIsListedOrPassedOverAndHarmsNothing(String below) throws Exception {
        // The embedded server keeps objects as files and cannot hold such keys, so the answer holds it instead.
        put("ok.wav", "sound");
        proxy.when(dev.tandem.s3.server.Operation.LIST).rewrite(body -> {
            String page = new String(body, StandardCharsets.UTF_8);
            int slash = below.indexOf('/');
            String more = slash < 0
                    ? "<Contents><Key>calls/" + below + "</Key><LastModified>2026-03-01T12:00:00.000Z</LastModified>"
                            + "<ETag>&quot;0&quot;</ETag><Size>1</Size></Contents>"
                    : "<CommonPrefixes><Prefix>calls/" + below.substring(0, slash + 1) + "</Prefix></CommonPrefixes>";
            return page.replace("</ListBucketResult>", more + "</ListBucketResult>")
                    .getBytes(StandardCharsets.UTF_8);
        });
        List<RemoteFile> listed = list("");
        assertThat(listed).extracting(RemoteFile::name).contains("ok.wav").hasSize(2);
        for (RemoteFile entry : listed) {
            if (entry.kind() == RemoteFile.Kind.FILE && !entry.name().equals("ok.wav")) {
                assertThat(failure(() -> transport.delete(entry.name())).reason())
                        .isEqualTo(Reason.INVALID_NAME);
            }
        }
        assertThat(objects()).containsExactly(Map.entry(PREFIX + "ok.wav", "sound"));
    }

    @Test
    void aKeyOf1024BytesIsTakenAndALongerOneIsRefused() throws Exception {
        // The embedded server keeps objects as files: a name of at most 255.
        String folder = "é".repeat(100) + "/";
        String path = folder.repeat(5);
        path += "x".repeat(1024 - (PREFIX + path).getBytes(StandardCharsets.UTF_8).length);
        put(path, "sound");
        assertThat(copy(path, 100).text()).isEqualTo("sound");
        String longer = path + "x";
        assertThat(failure(() -> transport.move(longer.substring(0, longer.length() - 1), longer))
                        .reason())
                .isEqualTo(Reason.INVALID_NAME);
        assertThat(keys()).containsExactly(PREFIX + path);
        transport.delete(path);
        assertThat(keys()).isEmpty();
    }
}
