package dev.tandem.cli;

import dev.tandem.cli.config.PluginJars;
import dev.tandem.spi.CallSinkProvider;
import dev.tandem.spi.DialerFormat;
import dev.tandem.spi.LedgerProvider;
import dev.tandem.spi.Matcher;
import dev.tandem.spi.MetadataFormat;
import dev.tandem.spi.Plugin;
import dev.tandem.spi.Plugins;
import dev.tandem.spi.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code tandem version}. */
@Command(
        name = "version",
        description = "Tells the version, the Java it runs on and the plugins that it finds.",
        footer = {"", "Example:", "  tandem version"})
final class VersionCommand implements Callable<Integer> {
    private final Host host;

    VersionCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws IOException {
        host.out().println("tandem " + version());
        host.out().println("Java " + Runtime.version() + ", " + System.getProperty("java.vendor"));
        host.out().println();
        Plugins plugins = plugins(host);
        host.out()
                .print(new Grid()
                        .add("transports", names(plugins, TransportProvider.class))
                        .add("formats", names(plugins, MetadataFormat.class))
                        .add("dialers", names(plugins, DialerFormat.class))
                        .add("matchers", names(plugins, Matcher.class))
                        .add("ledgers", names(plugins, LedgerProvider.class))
                        .add("sinks", names(plugins, CallSinkProvider.class))
                        .lay(host.width()));
        return 0;
    }

    /** Those of the program and of its plugin folder. */
    static Plugins plugins(Host host) {
        return PluginJars.load(PluginJars.foldersIn(host.home() == null ? List.of() : List.of(host.home())));
    }

    private static String names(Plugins plugins, Class<? extends Plugin> kind) {
        String names = plugins.all(kind).stream().map(Plugin::name).collect(Collectors.joining(" "));
        return names.isEmpty() ? "none" : names;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(VersionCommand.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        }
        return properties.getProperty("version", "unknown");
    }
}
