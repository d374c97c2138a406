package dev.tandem.cli.report;

import java.util.List;

/** Rows of cells under headings; the first cell of a row is its heading. Both may come from data. */
final class DataTable {
    private static final int MOST = 200;

    private final Html html = new Html();
    private int rows;

    /** A table of numbers, which stand to the right. */
    DataTable(String... headings) {
        this("numbers", headings);
    }

    private DataTable(String style, String... headings) {
        html.open("div", "class", "scroll")
                .open("table", "class", style)
                .open("thead")
                .open("tr");
        for (String heading : headings) {
            html.open("th", "scope", "col").data(heading).close("th");
        }
        html.close("tr").close("thead").open("tbody");
    }

    /** A table of words, which stand to the left. */
    static DataTable ofWords(String... headings) {
        return new DataTable("words", headings);
    }

    /** Adds a row; those beyond a bound are left out. */
    DataTable row(String first, String... others) {
        if (rows++ < MOST) {
            html.open("tr").open("th", "scope", "row").data(first).close("th");
            for (String cell : others) {
                html.open("td").data(cell).close("td");
            }
            html.close("tr");
        }
        return this;
    }

    Html done() {
        html.close("tbody").close("table").close("div");
        if (rows > MOST) {
            html.element("p", "The first " + MOST + " of " + Figures.count(rows) + " rows.", "class", "note");
        }
        return html;
    }

    /** The same folded up under a heading: what a chart shows, for those who would rather read it. */
    static Html folded(DataTable table) {
        return new Html()
                .open("details")
                .element("summary", "The numbers")
                .add(table.done())
                .close("details");
    }

    /** Everything that belongs to one chart. */
    record Figure(String title, String explanation, List<Legend.Key> keys, Html drawing, DataTable numbers) {
        Html html() {
            Html html = new Html().open("figure", "class", "card").open("figcaption");
            html.element("h3", title);
            if (!explanation.isEmpty()) {
                html.element("p", explanation);
            }
            html.close("figcaption");
            if (!keys.isEmpty()) {
                html.add(Legend.of(keys));
            }
            return html.add(drawing).add(folded(numbers)).close("figure");
        }
    }
}
