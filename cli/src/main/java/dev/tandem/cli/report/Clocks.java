package dev.tandem.cli.report;

import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.cli.report.Stacks.Bar;
import dev.tandem.cli.report.Stacks.Part;
import dev.tandem.link.Alias;
import dev.tandem.link.ClockFinding;
import dev.tandem.link.ClockFinding.Offset;
import dev.tandem.link.ClockFinding.Stamp;
import dev.tandem.link.FieldPair;
import dev.tandem.link.Linkage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found out about the two tables: how their clocks go, what their stamps are, and which names are one. */
final class Clocks {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MOST_OFFSETS = 24;
    private static final int MOST_ALIASES = 60;
    private static final List<String> STYLES = List.of("part1", "part2", "part3", "part4", "alone");

    private final Side left;
    private final Side right;
    private final Linkage linkage;

    Clocks(Side left, Side right, Linkage linkage) {
        this.left = left;
        this.right = right;
        this.linkage = linkage;
    }

    Html html() {
        Html html = new Html();
        ClockFinding clock = linkage.clock();
        if (clock == null && linkage.aliases().isEmpty()) {
            return html;
        }
        html.open("section", "id", "findings").element("h2", "What the data told of itself");
        html.open("div", "class", "cards");
        if (clock != null) {
            html.add(clock(clock));
        }
        if (!linkage.aliases().isEmpty()) {
            html.add(aliases(linkage.aliases()));
        }
        return html.close("div").close("section");
    }

    private Html clock(ClockFinding clock) {
        Html html = new Html()
                .open("div", "class", "card")
                .element("h3", "The clocks")
                .open("p");
        html.text("Found by comparing ")
                .data(clock.columns().left())
                .text(" with ")
                .data(clock.columns().right());
        html.text(". The days are those of ")
                .data(right.name())
                .text(".")
                .close("p")
                .open("ul", "class", "facts");
        List<Offset> offsets = clock.offsets();
        int shown = Math.min(MOST_OFFSETS, offsets.size());
        for (int i = 0; i < shown; i++) {
            offset(html, offsets.get(i), i + 1 < offsets.size() ? offsets.get(i + 1) : null);
        }
        html.close("ul");
        if (shown < offsets.size()) {
            html.element("p", "The first " + shown + " of " + offsets.size() + " changes.", "class", "note");
        }
        return html.add(stamps(clock.stamps())).close("div");
    }

    /** @param next what comes after it; null if it still is so */
    private void offset(Html html, Offset offset, @Nullable Offset next) {
        html.open("li").text("The clock of ").data(left.name()).text(next == null ? " is " : " was ");
        if (offset.ahead().isZero()) {
            html.text("the same as that of ");
        } else {
            html.element("strong", Figures.duration(offset.ahead()));
            html.text(offset.ahead().isNegative() ? " behind that of " : " ahead of that of ");
        }
        html.data(right.name());
        html.text(next == null ? " since " + DAY.format(offset.from()) : " until " + DAY.format(next.from()));
        html.text(".").close("li");
    }

    private Html stamps(List<Stamp> stamps) {
        List<Stamp> known = stamps.stream().filter(stamp -> stamp.share() > 0).toList();
        Html html = new Html();
        if (known.isEmpty()) {
            return html;
        }
        List<Part> parts = new ArrayList<>();
        DataTable table = new DataTable("What a stamp is", "Share");
        html.open("p")
                .text("A time in ")
                .data(left.name())
                .text(" is")
                .close("p")
                .open("ul", "class", "legend");
        for (int i = 0; i < known.size(); i++) {
            Stamp stamp = known.get(i);
            String style = STYLES.get(Math.min(i, STYLES.size() - 1));
            String words = Visible.of(stamp.name()) + ": " + Figures.percent(stamp.share());
            parts.add(new Part(stamp.share(), style, words));
            table.row(stamp.name(), Figures.percent(stamp.share()));
            if (i < STYLES.size()) {
                html.open("li").open("svg", "viewBox", "0 0 22 12", "aria-hidden", "true", "class", "swatch");
                html.open("rect", "class", style, "x", "4", "width", "14", "height", "12", "rx", "2")
                        .close("rect");
                html.close("svg").open("span").data(stamp.name()).text(" " + Figures.percent(stamp.share()));
                html.close("span").close("li");
            }
        }
        html.close("ul");
        Bar bar = new Bar("", "", parts);
        html.add(Stacks.draw("What the stamps are", "One bar, divided by what a stamp stands for", List.of(bar), true));
        return html.add(DataTable.folded(table));
    }

    private static Html aliases(List<Alias> aliases) {
        Html html = new Html().open("div", "class", "card").element("h3", "Names that mean the same");
        html.element(
                "p",
                "Learned from what comes together in sure links, though the values do not look alike. The share is of the sure"
                        + " links that have the second value.");
        Map<FieldPair, DataTable> tables = new LinkedHashMap<>();
        for (Alias alias : aliases.subList(0, Math.min(MOST_ALIASES, aliases.size()))) {
            FieldPair columns = alias.columns();
            tables.computeIfAbsent(columns, pair -> DataTable.ofWords(pair.left(), pair.right(), "Links", "Share"))
                    .row(alias.left(), alias.right(), Figures.count(alias.pairs()), Figures.percent(alias.share()));
        }
        tables.values().forEach(table -> html.add(table.done()));
        if (aliases.size() > MOST_ALIASES) {
            html.element(
                    "p", "The first " + MOST_ALIASES + " of " + Figures.count(aliases.size()) + ".", "class", "note");
        }
        return html.close("div");
    }
}
