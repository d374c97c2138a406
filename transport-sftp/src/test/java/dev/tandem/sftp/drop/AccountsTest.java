package dev.tandem.sftp.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.sftp.drop.Accounts.Provisioned;
import dev.tandem.sftp.server.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path folder;

    private Accounts accounts;
    private final PublicKey key = Keys.make("ssh-ed25519").getPublic();
    private final String line = Keys.line(key);

    @BeforeEach
    void open() throws IOException {
        accounts = Accounts.open(folder);
    }

    @Test
    void anAccountIsThereAfterARestart() throws IOException {
        accounts.add("acme", List.of(line + " someone@example.com"), true);
        open();
        Account found = accounts.list().get(0);
        assertThat(found.name()).isEqualTo("acme");
        assertThat(found.enabled()).isTrue();
        assertThat(found.hasPassword()).isTrue();
        assertThat(found.keys()).containsExactly("ED25519 " + Keys.fingerprint(key));
    }

    @Test
    void thePasswordIsShownOnceAndOnlyItsHashIsKept() throws IOException {
        Provisioned made = accounts.add("acme", List.of(), true);
        String password = String.valueOf(made.password());
        assertThat(password).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}");
        String file = Files.readString(folder.resolve("accounts"));
        assertThat(file).contains("$2b$").doesNotContain(password);
        assertThat(made.toString() + accounts.find("acme"))
                .doesNotContain(password)
                .doesNotContain("$2b$");
        Credentials kept = accounts.find("acme").orElseThrow();
        assertThat(Passwords.matches(kept.password(), password)).isTrue();
        assertThat(Passwords.matches(kept.password(), password + "x")).isFalse();
        assertThat(Passwords.matches(kept.password(), "x".repeat(100_000))).isFalse();
        assertThat(Passwords.matches(kept.password(), password + "\0")).isFalse();
        assertThat(Passwords.matches(null, password)).isFalse();
    }

    @Test
    void noTwoPasswordsAreAlike() {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, 1000).forEach(i -> seen.add(Passwords.generate()));
        assertThat(seen).hasSize(1000);
    }

    @Test
    void aKeysCommentIsNotKept() throws IOException {
        accounts.add("acme", List.of(line + " Jane Doe"), false);
        assertThat(Files.readString(folder.resolve("accounts")))
                .doesNotContain("Jane")
                .contains(line);
    }

    @Test
    void wrongNamesAndKeysAreRefusedWithWhatWasExpected() throws IOException {
        for (String name : List.of("", "Acme", "../x", "a b", "a.b", "-a", "a/b", "x".repeat(33), "ä")) {
            assertThatThrownBy(() -> accounts.add(name, List.of(line), false))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 32");
        }
        for (String wrong : List.of(
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "hello world",
                "command=\"x\" " + line,
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "ssh-dss AAAAB3NzaC1kc3MAAACB")) {
            assertThatThrownBy(() -> accounts.add("acme", List.of(wrong), false))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("public key");
        }
        assertThatThrownBy(() -> accounts.add("acme", List.of(), false)).hasMessageContaining("no way to log in");
        assertThat(accounts.list()).isEmpty();
        accounts.add("acme", List.of(line), false);
        assertThatThrownBy(() -> accounts.add("acme", List.of(line), false)).hasMessageContaining("already");
        assertThatThrownBy(() -> accounts.disable("beta")).hasMessageContaining("no such account");
    }

    @Test
    void eachKindOfKeyIsTaken() throws IOException {
        for (String type : List.of("ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp521")) {
            PublicKey other = Keys.make(type).getPublic();
            accounts.add(type.replace("ecdsa-sha2-", ""), List.of(Keys.line(other)), false);
        }
        assertThat(accounts.list()).hasSize(3);
    }

    @Test
    void aDisabledAccountIsNotFoundAndAnEnabledOneIs() throws IOException {
        accounts.add("acme", List.of(line), false);
        assertThat(accounts.disable("acme").enabled()).isFalse();
        open();
        assertThat(accounts.find("acme")).isEmpty();
        assertThat(accounts.knows("acme")).isTrue();
        accounts.enable("acme");
        assertThat(accounts.find("acme")).isPresent();
    }

    @Test
    void rotatingLeavesNothingOfTheOldCredentials() throws IOException {
        String before = String.valueOf(accounts.add("acme", List.of(line), true).password());
        String other = Keys.line(Keys.make("ssh-ed25519").getPublic());
        assertThat(accounts.rotate("acme", List.of(other), false).password()).isNull();
        Credentials now = accounts.find("acme").orElseThrow();
        assertThat(now.keys()).containsExactly(other);
        assertThat(Passwords.matches(now.password(), before)).isFalse();
    }

    @Test
    void anotherProcesssChangeIsSeen() throws IOException {
        Accounts.open(folder).add("acme", List.of(line), false);
        accounts.refresh();
        assertThat(accounts.find("acme")).isPresent();
    }

    @Test
    void changesAtTheSameTimeAreAllKept() throws Exception {
        ExecutorService eight = Executors.newFixedThreadPool(8);
        try {
            List<Future<Provisioned>> all = IntStream.range(0, 40)
                    .mapToObj(i -> eight.submit(() -> Accounts.open(folder).add("a" + i, List.of(line), false)))
                    .toList();
            for (Future<Provisioned> one : all) {
                one.get();
            }
        } finally {
            eight.shutdownNow();
        }
        assertThat(accounts.list()).hasSize(40);
    }

    @Test
    void aDamagedFileIsNotOverwrittenAndTheLineIsTold() throws IOException {
        accounts.add("acme", List.of(line), false);
        Path file = folder.resolve("accounts");
        for (String damage : List.of(
                "account acme maybe 2026-01-01T00:00:00Z",
                "nonsense",
                "account ../x enabled 1",
                "account acme enabled yesterday",
                "account acme enabled 2026-01-01T00:00:00Z\n".repeat(2))) {
            Files.writeString(file, "# first\n" + damage + "\n");
            assertThatThrownBy(() -> Accounts.open(folder)).as(damage).hasMessageContaining("damaged in line");
            assertThatThrownBy(() -> accounts.add("beta", List.of(line), false)).isInstanceOf(IOException.class);
            assertThat(Files.readString(file)).contains(damage);
        }
    }
}
