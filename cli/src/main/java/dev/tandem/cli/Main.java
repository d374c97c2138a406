package dev.tandem.cli;

import dev.tandem.cli.config.ConfigurationMistakes;
import dev.tandem.cli.config.Secrets;
import dev.tandem.ledger.LedgerException;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.TransportException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 all well, 1 something was refused, waits too long or failed, 2 wrong usage or configuration. */
@Command(
        name = "tandem",
        description = "Pairs call recordings with their metadata and delivers whole calls.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  all well",
            "  1  something was refused, waits too long, or failed",
            "  2  wrong usage or configuration",
            "",
            "Begin with:  tandem demo"
        })
public final class Main implements Runnable {
    static final int ATTENTION = 1;
    static final int WRONG = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an unexpected failure happened.")
    private boolean stacktrace;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Ends the process with the exit code. */
    public static void main(String[] args) {
        Secrets secrets = new Secrets(System.getenv());
        String home = System.getProperty("tandem.home");
        Host host = new Host(
                HidingStream.on(System.out, secrets),
                HidingStream.on(System.err, secrets),
                System.getenv(),
                home == null ? null : Path.of(home),
                Boolean.getBoolean("tandem.terminal"),
                Boolean.getBoolean("tandem.terminal.err"),
                secrets);
        System.setOut(host.out());
        System.setErr(host.err());
        int code = run(args, host);
        host.out().flush();
        host.err().flush();
        System.exit(code);
    }

    /** Runs a command and returns the exit code. */
    static int run(String[] args, Host host) {
        Main main = new Main();
        PrintWriter out = new PrintWriter(host.out(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(host.err(), true, StandardCharsets.UTF_8);
        return new CommandLine(main)
                .addSubcommand(new DemoCommand(host))
                .addSubcommand(new IngestCommand(host))
                .addSubcommand(new ServeCommand(host))
                .addSubcommand(new AccountCommand(host))
                .addSubcommand(new CheckCommand(host))
                .addSubcommand(new StatusCommand(host))
                .addSubcommand(new ResolveCommand(host))
                .addSubcommand(new LinkCommand(host))
                .addSubcommand(new EvaluateCommand(host))
                .addSubcommand(new VersionCommand(host))
                .setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setUsageHelpWidth(host.width())
                .setExecutionExceptionHandler((e, command, parsed) -> main.explain(e, host))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    private int explain(Exception e, Host host) {
        if (stacktrace) {
            e.printStackTrace(host.err());
        }
        if (e instanceof ConfigurationMistakes mistakes) {
            mistakes.mistakes().forEach(mistake -> host.err().println(Show.text(mistake)));
            return WRONG;
        }
        host.err().println("tandem: " + Show.text(sentence(e)));
        return e instanceof ConfigurationException ? WRONG : ATTENTION;
    }

    private static String sentence(Exception e) {
        boolean expected = e instanceof ConfigurationException
                || e instanceof LedgerException
                || e instanceof TransportException
                || e instanceof Impossible
                || e instanceof MatcherLinks.BrokenMatcherException;
        Throwable told = e instanceof UncheckedIOException io && io.getCause() != null ? io.getCause() : e;
        return expected ? String.valueOf(e.getMessage()) : "unexpected: " + told + " (--stacktrace shows where)";
    }
}
