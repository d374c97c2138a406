package dev.tandem.cli;

import dev.tandem.cli.config.Configuration;
import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.cli.config.Drop;
import dev.tandem.feed.Feed;
import dev.tandem.sftp.drop.Account;
import dev.tandem.sftp.drop.Accounts;
import dev.tandem.sftp.drop.Accounts.Provisioned;
import dev.tandem.sftp.drop.DropServer;
import dev.tandem.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tandem account}. */
@Command(
        name = "account",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Provisions the drop server's accounts, beside a serve that may be running and follows within a second.",
            "What is printed is what to send to the customer; a password is shown this once, and only its hash is kept."
        },
        footer = {
            "",
            "Examples:",
            "  tandem account add acme --key acme.pub -c tandem.yaml",
            "  tandem account rotate acme --password -c tandem.yaml"
        })
final class AccountCommand implements Runnable {
    private final Host host;

    @Spec
    private @Nullable CommandSpec spec;

    AccountCommand(Host host) {
        this.host = host;
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    /** What is done with the accounts. */
    private interface Work {
        void on(Accounts accounts) throws IOException;
    }

    /** How an account logs in. */
    static final class Login {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The customer's public key, as OpenSSH writes it (acme.pub); may be given several times.")
        private List<Path> keys = new ArrayList<>();

        @Option(names = "--password", description = "Make a password for customers who have no key.")
        private boolean password;

        private List<String> keys() {
            List<String> lines = new ArrayList<>();
            for (Path file : keys) {
                try {
                    Files.readString(file)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(lines::add);
                } catch (IOException e) {
                    throw new ConfigurationException(
                            "--key", file + " cannot be read; expected a public key such as ~/.ssh/id_ed25519.pub");
                }
            }
            return lines;
        }
    }

    @Command(name = "add", description = "Add an account; give --key, --password or both.")
    int add(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name, @Mixin Login login)
            throws ConfigurationMistakes, Impossible {
        return provision(config, login, accounts -> accounts.add(name, login.keys(), login.password));
    }

    @Command(
            name = "rotate",
            description = "Give an account other credentials; those it had are worth nothing any more.")
    int rotate(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name, @Mixin Login login)
            throws ConfigurationMistakes, Impossible {
        return provision(config, login, accounts -> accounts.rotate(name, login.keys(), login.password));
    }

    @Command(name = "disable", description = "Let an account log in no more, and cut its sessions. Its files stay.")
    int disable(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name)
            throws ConfigurationMistakes, Impossible {
        return change(config, accounts -> accounts.disable(name));
    }

    @Command(name = "enable", description = "Let an account log in again.")
    int enable(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name)
            throws ConfigurationMistakes, Impossible {
        return change(config, accounts -> accounts.enable(name));
    }

    @Command(name = "list", description = "Tell which accounts there are.")
    int list(@Mixin ConfigOption config) throws ConfigurationMistakes, Impossible {
        return with(config.read(host), accounts -> {
            Grid grid = new Grid();
            for (Account account : accounts.list()) {
                grid.add(
                        account.name(),
                        account.enabled() ? "enabled" : "disabled",
                        account.hasPassword() ? "password" : "",
                        String.join(" ", account.keys()));
            }
            String lines = grid.lay(host.width());
            host.out().print(lines.isEmpty() ? "there is no account; add one with: tandem account add NAME\n" : lines);
        });
    }

    private interface Provisioning {
        Provisioned on(Accounts accounts) throws IOException;
    }

    private int provision(ConfigOption config, Login login, Provisioning provisioning)
            throws ConfigurationMistakes, Impossible {
        if (login.keys.isEmpty() && !login.password) {
            throw new ConfigurationException(
                    "--key", "is missing; give the customer's public key, or --password to have one made");
        }
        Configuration configuration = config.read(host);
        return with(configuration, accounts -> tell(configuration, provisioning.on(accounts)));
    }

    private interface Change {
        Account on(Accounts accounts) throws IOException;
    }

    private int change(ConfigOption config, Change change) throws ConfigurationMistakes, Impossible {
        return with(config.read(host), accounts -> {
            Account account = change.on(accounts);
            host.out().println(account.name() + " is " + (account.enabled() ? "enabled" : "disabled"));
        });
    }

    private int with(Configuration configuration, Work work) throws Impossible {
        Drop drop = drop(configuration);
        try {
            work.on(Accounts.open(drop.folder()));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Impossible("the accounts in " + drop.folder() + " cannot be read or changed: " + e.getMessage());
        }
    }

    static Drop drop(Configuration configuration) {
        return configuration
                .drop()
                .orElseThrow(() -> new ConfigurationException(
                        "drop", "is missing from the configuration; add it, such as drop: {listen: 0.0.0.0:2222}"));
    }

    private void tell(Configuration configuration, Provisioned made) throws IOException {
        Drop drop = drop(configuration);
        String name = made.account().name();
        String server = drop.address().isEmpty() ? "(this machine's public name; set drop.address)" : drop.address();
        Grid grid = new Grid()
                .add("server", server + ", port " + drop.port() + ", SFTP")
                .add("user", name);
        String password = made.password();
        if (password != null) {
            grid.add("password", password);
        }
        made.account().keys().forEach(key -> grid.add("key", key));
        DropServer.fingerprints(drop.folder()).forEach(key -> grid.add("host key", key));
        grid.add("folder", "/ (no folders in it); at most " + size(drop.limits().fileBytes()) + " a file");
        host.out().println("Send this to the customer:");
        host.out().println();
        host.out().print(grid.lay(host.width()));
        boolean read = configuration.feeds().stream()
                .map(Feed::source)
                .anyMatch(DropServer.source(drop.folder(), name)::equals);
        if (!read) {
            host.out().println();
            host.out().println("No feed reads it yet; add one with   source: drop:" + name);
        }
    }

    private static String size(long bytes) {
        long gib = bytes >> 30;
        return gib > 0 && gib << 30 == bytes ? gib + " GiB" : bytes + " bytes";
    }
}
