package dev.tandem.sftp.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vault in a folder of its own, and what a test asks of it. */
abstract class VaultFixture {
    static final Vault.Mode ANEW = new Vault.Mode(true, true, false, false);
    static final Vault.Mode ONWARDS = new Vault.Mode(false, false, false, false);
    static final Vault.Mode APPEND = new Vault.Mode(true, false, false, true);
    static final Vault.Mode EXCLUSIVE = new Vault.Mode(true, false, true, false);

    @TempDir
    Path home;

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T12:00:00Z"));
    final AtomicInteger completed = new AtomicInteger();
    DropLimits limits = DropLimits.builder().freeBytes(0).build();
    Disk disk = new Disk();
    Vault vault;

    /** Opens it, and again as the next run does. */
    @BeforeEach
    final void open() throws IOException {
        vault = Vault.open(home, limits, clock, disk, completed::incrementAndGet);
    }

    final void limit(DropLimits.Builder builder) throws IOException {
        limits = builder.freeBytes(0).build();
        open();
    }

    final Upload begin(String name, String content) throws IOException {
        Upload upload = vault.open(name, ANEW);
        write(upload, content, 0);
        return upload;
    }

    static void write(Upload upload, String content, long at) throws IOException {
        upload.write(content.getBytes(UTF_8), 0, content.length(), at);
    }

    final void put(String name, String content) throws IOException {
        begin(name, content).complete();
    }

    final void cut(String name, String content) throws IOException {
        begin(name, content).abort();
    }

    /** Goes on with a file and closes it in order. */
    final void resume(String name, String content, long at) throws IOException {
        Upload upload = vault.open(name, ONWARDS);
        write(upload, content, at);
        upload.complete();
    }

    final List<String> inbox() throws IOException {
        return files(Vault.inbox(home));
    }

    final List<String> partials() throws IOException {
        return files(home.resolve("partial"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    final String content(String name) throws IOException {
        return Files.readString(Vault.inbox(home).resolve(name));
    }

    final List<String> list() throws IOException {
        List<String> seen = new ArrayList<>();
        try (VaultListing listing = vault.list()) {
            for (Entry entry = listing.next(); entry != null; entry = listing.next()) {
                seen.add(entry.name() + " " + entry.size());
            }
        }
        seen.sort(null);
        return seen;
    }

    static void refused(Refusal.Kind kind, String part, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(part);
    }
}
