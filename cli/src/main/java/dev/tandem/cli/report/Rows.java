package dev.tandem.cli.report;

import dev.tandem.cli.report.LinkReport.Side;
import dev.tandem.link.Explanation;
import dev.tandem.link.Explanation.Weight;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.FieldPair;
import dev.tandem.link.Link;
import dev.tandem.link.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of the rows that are shown, two rows side by side. */
final class Rows {
    private static final int MOST_FIELDS = 30;
    private static final int MOST_OTHERS = 12;
    private static final double SAYS_NOTHING = 0.05;

    private final Side left;
    private final Side right;
    private final List<FieldFinding> fields;
    private final Map<String, Integer> leftRows;
    private final Map<String, Integer> rightRows;

    /** @param shown the links of which rows will be asked for */
    Rows(Side left, Side right, List<FieldFinding> fields, List<Link> shown) {
        this.left = left;
        this.right = right;
        this.fields = fields;
        leftRows = find(left.table(), shown, Link::leftId);
        rightRows = find(right.table(), shown, Link::rightId);
    }

    private static Map<String, Integer> find(Table table, List<Link> shown, Function<Link, String> id) {
        Set<String> wanted = new HashSet<>();
        shown.forEach(link -> wanted.add(id.apply(link)));
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.size() && rows.size() < wanted.size(); row++) {
            if (wanted.contains(table.id(row))) {
                rows.put(table.id(row), row);
            }
        }
        return rows;
    }

    Html sideBySide(Link link, Explanation explanation) {
        Map<String, Weight> weights = new HashMap<>();
        explanation.weights().forEach(weight -> weights.put(weight.field(), weight));
        Html html = new Html().open("table", "class", "pairs", "role", "table").open("thead", "role", "rowgroup");
        html.open("tr", "role", "row");
        heading(html, "Field");
        html.open("th", "scope", "col", "role", "columnheader")
                .data(left.name())
                .close("th");
        html.open("th", "scope", "col", "role", "columnheader")
                .data(right.name())
                .close("th");
        heading(html, "What it says");
        html.close("tr").close("thead").open("tbody", "role", "rowgroup");
        for (FieldFinding field : fields.subList(0, Math.min(MOST_FIELDS, fields.size()))) {
            FieldPair columns = field.columns();
            String leftValue = value(left.table(), leftRows.get(link.leftId()), columns.left());
            String rightValue = value(right.table(), rightRows.get(link.rightId()), columns.right());
            row(html, columns, leftValue, rightValue, weights.get(columns.toString()));
        }
        html.close("tbody").close("table");
        if (fields.size() > MOST_FIELDS) {
            html.element("p", "The first " + MOST_FIELDS + " of " + fields.size() + " fields.", "class", "note");
        }
        return html.add(others(link));
    }

    private static void heading(Html html, String text) {
        html.element("th", text, "scope", "col", "role", "columnheader");
    }

    private static @Nullable String value(Table table, @Nullable Integer row, String column) {
        int place = table.columns().indexOf(column);
        return row == null || place < 0 ? null : table.value(row, place);
    }

    private static void row(
            Html html, FieldPair columns, @Nullable String left, @Nullable String right, @Nullable Weight weight) {
        boolean missing = left == null || right == null;
        double value = weight == null ? 0 : weight.value();
        String says =
                value > SAYS_NOTHING ? "agrees" : value < -SAYS_NOTHING ? "differs" : missing ? "missing" : "neutral";
        html.open("tr", "class", says, "role", "row").open("th", "scope", "row", "role", "rowheader");
        html.data(columns.left());
        if (!columns.left().equals(columns.right())) {
            html.text(" = ").data(columns.right());
        }
        html.close("th");
        cell(html, left);
        cell(html, right);
        html.open("td", "class", "says", "role", "cell").element("span", word(says), "class", "verdict");
        if (weight != null && !says.equals("missing")) {
            html.element("span", " " + Figures.signed(value), "class", "weight");
            if (!weight.level().isEmpty()) {
                html.open("span", "class", "level")
                        .text(" ")
                        .data(weight.level())
                        .close("span");
            }
        }
        html.close("td").close("tr");
    }

    private static String word(String says) {
        return switch (says) {
            case "agrees" -> "✓ agrees";
            case "differs" -> "✗ differs";
            case "missing" -> "– missing";
            default -> "· says little";
        };
    }

    private static void cell(Html html, @Nullable String value) {
        html.open("td", "class", "value", "role", "cell");
        if (value == null) {
            html.element("span", "none", "class", "none");
        } else {
            html.data(value);
        }
        html.close("td");
    }

    /** What else the rows have, in columns without a counterpart. */
    private Html others(Link link) {
        Html html = new Html();
        others(html, left, leftRows.get(link.leftId()), compared(FieldPair::left));
        others(html, right, rightRows.get(link.rightId()), compared(FieldPair::right));
        return html;
    }

    private Set<String> compared(Function<FieldPair, String> side) {
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(side.apply(field.columns())));
        return names;
    }

    private static void others(Html html, Side side, @Nullable Integer row, Set<String> compared) {
        List<String> names = new ArrayList<>(side.table().columns());
        names.removeIf(name -> compared.contains(name) || value(side.table(), row, name) == null);
        if (names.isEmpty()) {
            return;
        }
        html.open("p", "class", "others").text("Only in ").data(side.name()).text(": ");
        for (String name : names.subList(0, Math.min(MOST_OTHERS, names.size()))) {
            String value = value(side.table(), row, name);
            html.open("span", "class", "other").data(name).text(" ");
            html.open("b")
                    .data(value == null ? "" : value)
                    .close("b")
                    .close("span")
                    .text(" ");
        }
        if (names.size() > MOST_OTHERS) {
            html.text("and " + (names.size() - MOST_OTHERS) + " more");
        }
        html.close("p");
    }
}
