package dev.tandem.cli;

import dev.tandem.cli.score.Accuracy;
import dev.tandem.link.Alias;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.Link.Decision;
import dev.tandem.link.Linkage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints for a person what linking two tables came to. */
final class LinkText {
    private static final int FEW_ALIASES = 5;

    private final Host host;
    private final PrintStream out;
    private final LinkSummary summary;

    LinkText(Host host, LinkSummary summary) {
        this.host = host;
        this.out = host.out();
        this.summary = summary;
    }

    /**
     * @param links the file with the links
     * @param allAliases whether to print every alias, not the most frequent alone
     */
    void print(Path links, boolean allAliases) {
        out.print(new Grid()
                .add("left", rows(summary.left()))
                .add("right", rows(summary.right()))
                .lay(host.width()));
        Linkage linkage = summary.linkage();
        if (linkage != null) {
            printFields(linkage);
            printClock(linkage.clock());
            printAliases(linkage.aliases(), allAliases);
        }
        printLinks(links, linkage);
        Truth truth = summary.truth();
        if (truth != null) {
            printAccuracy(Accuracy.of(summary.links(), truth.pairs()), truth);
        }
    }

    private static String rows(LinkSummary.Side side) {
        return Show.number(side.table().size()) + " rows of "
                + Show.count(side.table().columns().size(), "column", "columns") + " and an id in "
                + Show.text(side.file().toString());
    }

    private void title(String title) {
        out.println();
        out.println(title);
    }

    private void printFields(Linkage linkage) {
        title(linkage.fields().isEmpty() ? "no columns correspond" : "columns that correspond (left, right, kind)");
        Grid grid = new Grid();
        linkage.fields()
                .forEach(field -> grid.add(
                        Show.text(field.columns().left()),
                        Show.text(field.columns().right()),
                        Show.text(field.kind())));
        out.print(grid.lay(host.width()));
    }

    private void printClock(@Nullable ClockFinding clock) {
        if (clock != null) {
            title("clocks");
            out.print(new Grid()
                    .addWithNote(
                            ClockText.sentence(clock),
                            Show.text(clock.columns().left()),
                            Show.text(clock.columns().right()))
                    .lay(host.width()));
        }
    }

    private void printAliases(List<Alias> aliases, boolean all) {
        if (aliases.isEmpty()) {
            return;
        }
        boolean cut = !all && aliases.size() > FEW_ALIASES;
        title("values that stand for each other"
                + (cut ? ", the most frequent of " + aliases.size() + " (--aliases prints all)" : ""));
        Grid grid = new Grid();
        aliases.stream()
                .limit(cut ? FEW_ALIASES : aliases.size())
                .forEach(alias -> grid.add(
                        Show.text(alias.left()),
                        Show.text(alias.right()),
                        "in " + Show.number(alias.pairs()) + " links",
                        Show.percent(alias.share()),
                        Show.text(alias.columns().toString())));
        out.print(grid.lay(host.width()));
    }

    private void printLinks(Path links, @Nullable Linkage linkage) {
        String cardinality = linkage == null ? "" : ", " + LinkerOptions.word(linkage.cardinality());
        title("links" + cardinality + ", in " + Show.text(links.toString()));
        Grid grid = new Grid()
                .add("linked", Show.number(summary.count(Decision.LINK)), threshold(linkage))
                .add("for review", Show.number(summary.count(Decision.REVIEW)), "for a person to look at")
                .add("left alone", Show.number(summary.leftAlone()), "left rows")
                .add("", Show.number(summary.rightAlone()), "right rows");
        if (linkage != null) {
            String about = Show.number(Math.round(linkage.expectedLinks()));
            grid.add("in truth", about, "true links, as far as the data tells");
        }
        out.print(grid.lay(host.width()));
    }

    private static String threshold(@Nullable Linkage linkage) {
        return linkage == null
                ? ""
                : String.format(Locale.ROOT, "with a probability of %.3f or more", linkage.threshold());
    }

    private void printAccuracy(Accuracy accuracy, Truth truth) {
        long claimed = accuracy.right() + accuracy.wrong();
        long all = accuracy.right() + accuracy.missed();
        title("held against the truth");
        out.print(new Grid()
                .add(
                        "precision",
                        Show.share(accuracy.precision()),
                        of(accuracy.right(), claimed, "linked pairs are true"))
                .add("recall", Show.share(accuracy.recall()), of(accuracy.right(), all, "true pairs are linked"))
                .add("F1", Show.share(accuracy.f1()))
                .add(
                        "false-link rate",
                        Show.share(accuracy.falseLinkRate()),
                        of(accuracy.wrong(), claimed, "linked pairs are false"))
                .lay(host.width()));
        if (truth.elsewhere() > 0) {
            out.println("  " + Show.count(truth.elsewhere(), "pair", "pairs")
                    + " of the truth left out: they name rows that are not in these tables");
        }
    }

    private static String of(long part, long whole, String what) {
        return Show.number(part) + " of " + Show.number(whole) + " " + what;
    }
}
