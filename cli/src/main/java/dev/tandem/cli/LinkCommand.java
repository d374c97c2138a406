package dev.tandem.cli;

import dev.tandem.cli.csv.LinksFile;
import dev.tandem.cli.report.LinkReport;
import dev.tandem.internal.Json;
import dev.tandem.link.Link;
import dev.tandem.link.Linkage;
import dev.tandem.spi.ConfigurationException;
import dev.tandem.spi.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tandem link}. */
@Command(
        name = "link",
        description = {
            "Finds which rows of two CSV files are about the same thing, and writes them as pairs of ids.",
            "Each file has a header and a column id. What corresponds is found from the data; no labels are needed."
        },
        footer = {
            "",
            "Examples:",
            "  tandem link crm.csv recordings.csv --out links.csv",
            "  tandem link crm.csv recordings.csv --out links.csv --truth truth.csv --report report.html"
        })
final class LinkCommand implements Callable<Integer> {
    /** What {@code --matcher} calls the linker that comes with the program. */
    static final String BUILT_IN = "linkage";

    private static final String OUT = "--out";
    private static final String MODEL_OUT = "--model-out";
    private static final String REPORT = "--report";

    @Parameters(index = "0", paramLabel = "LEFT.csv", description = "The one table, such as the rows of a CRM.")
    private Path left = Path.of("");

    @Parameters(index = "1", paramLabel = "RIGHT.csv", description = "The other table, such as recordings.")
    private Path right = Path.of("");

    @Option(
            names = OUT,
            paramLabel = "FILE",
            required = true,
            description = "Where to write the links: left_id,right_id,probability,decision (link or review).")
    private Path out = Path.of("");

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "The pairs that belong together, as left_id,right_id; used to measure, never to learn.")
    private @Nullable Path truth;

    @Option(names = MODEL_OUT, paramLabel = "FILE", description = "Where to write what was learned, as JSON.")
    private @Nullable Path modelOut;

    @Option(
            names = REPORT,
            paramLabel = "FILE",
            description = "Where to write a page that shows what was found: HTML, in one file.")
    private @Nullable Path report;

    @Option(names = "--matcher", paramLabel = "NAME", description = "Link with a plugin's matcher.")
    private @Nullable String matcher;

    @Option(names = "--aliases", description = "Print every pair of values that was found to stand for each other.")
    private boolean aliases;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private LinkerOptions options = new LinkerOptions();

    private final Host host;

    /** Told once no progress is shown. */
    private final List<String> warnings = new ArrayList<>();

    LinkCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws Impossible {
        Matcher plugin = plugin();
        LinkSummary summary;
        try (Outputs outputs = new Outputs(List.of(left, right))
                        .add(OUT, out)
                        .add(MODEL_OUT, modelOut)
                        .add(REPORT, report);
                Working working = new Working(host)) {
            AtomicLong rows = new AtomicLong();
            working.step(() -> "reading: " + Show.number(rows.get()) + " rows");
            TablePair tables = TablePair.read(left, right, rows::set);
            Truth known = truth == null ? null : Truth.read(truth, tables);
            summary = link(tables, known, plugin, working);
            working.step(() -> "writing " + Show.number(summary.links().size()) + " links");
            write(summary, outputs);
        } catch (IOException e) {
            throw new Impossible("the links cannot be written: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            throw new Impossible("these tables need more memory than the " + megabytes
                    + " MB that Java may use; give it more, such as by JAVA_TOOL_OPTIONS=-Xmx8g");
        }
        tell(summary);
        return 0;
    }

    /** The matcher that was asked for; null for the built-in linker. */
    private @Nullable Matcher plugin() {
        if (matcher == null || matcher.equals(BUILT_IN)) {
            return null;
        }
        List<String> given = new ArrayList<>(options.given());
        if (modelOut != null) {
            given.add(MODEL_OUT);
        }
        if (report != null) {
            given.add(REPORT);
        }
        if (!given.isEmpty()) {
            throw new ConfigurationException(
                    given.get(0), "is for the built-in linker alone; leave it out, or leave out --matcher " + matcher);
        }
        return VersionCommand.plugins(host).get(Matcher.class, matcher);
    }

    private LinkSummary link(TablePair tables, @Nullable Truth known, @Nullable Matcher plugin, Working working) {
        working.step(() -> "linking " + Show.number(tables.left().size()) + " x "
                + Show.number(tables.right().size()) + " rows");
        Linkage linkage = plugin == null ? options.link(tables.left(), tables.right(), warnings::add) : null;
        List<Link> links = plugin == null
                ? Objects.requireNonNull(linkage).links()
                : MatcherLinks.of(plugin, tables.left(), tables.right());
        return new LinkSummary(
                new LinkSummary.Side(left, tables.left()),
                new LinkSummary.Side(right, tables.right()),
                links,
                linkage,
                known);
    }

    private static void write(LinkSummary summary, Outputs outputs) throws IOException {
        LinksFile.write(outputs.path(OUT), summary.links());
        Linkage linkage = summary.linkage();
        if (linkage != null && outputs.has(MODEL_OUT)) {
            Files.writeString(outputs.path(MODEL_OUT), linkage.model().toJson());
        }
        if (linkage != null && outputs.has(REPORT)) {
            Truth truth = summary.truth();
            LinkReport.write(
                    outputs.path(REPORT),
                    summary.left().named(),
                    summary.right().named(),
                    linkage,
                    truth == null ? null : truth.pairs());
        }
        outputs.commit();
    }

    private void tell(LinkSummary summary) {
        warnings.forEach(warning -> host.err().println("warning: " + warning));
        if (json) {
            host.out().print(Json.write(LinkJson.document(summary, out)));
        } else {
            new LinkText(host, summary).print(out, aliases);
        }
    }
}
