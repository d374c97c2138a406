package dev.tandem.cli.report;

import dev.tandem.cli.report.Axis.Span;
import dev.tandem.link.FieldFinding;
import dev.tandem.link.FieldFinding.Level;
import java.util.Comparator;
import java.util.List;

/** Which columns correspond, and how much each way of agreeing or differing weighs. */
final class Fields {
    private static final int MOST_FIELDS = 30;
    private static final int MOST_LEVELS = 12;

    private Fields() {}

    static Html html(List<FieldFinding> fields) {
        Html html = new Html().open("section", "id", "fields");
        html.element("h2", "What was compared, and what it weighs");
        if (fields.isEmpty()) {
            return html.element("p", "No columns were found that correspond.", "class", "note")
                    .close("section");
        }
        html.element(
                "p",
                "A weight says how much likelier a link becomes if two values compare in this way. 0 says nothing; +2.3 makes it"
                        + " ten times likelier, +4.6 a hundred times; −2.3 makes it ten times less likely. What nearly all true"
                        + " links have and hardly any other pair has weighs most. All charts have the same scale.");
        List<FieldFinding> drawn = fields.stream()
                .filter(field -> !field.levels().isEmpty())
                .sorted(Comparator.comparingDouble(Fields::telling).reversed())
                .limit(MOST_FIELDS)
                .toList();
        Span range = range(drawn);
        html.open("div", "class", "columns");
        drawn.forEach(field -> html.add(figure(field, range)));
        html.close("div");
        long levelled =
                fields.stream().filter(field -> !field.levels().isEmpty()).count();
        if (levelled > drawn.size()) {
            html.element(
                    "p", "The " + MOST_FIELDS + " most telling of " + levelled + " fields are drawn.", "class", "note");
        }
        return html.add(curves(fields)).close("section");
    }

    /** How much a field says of a match, on average. */
    private static double telling(FieldFinding field) {
        return field.levels().stream()
                .filter(level -> Double.isFinite(level.weight()))
                .mapToDouble(level -> level.matches() * level.weight())
                .sum();
    }

    private static Span range(List<FieldFinding> fields) {
        double low = -1;
        double high = 1;
        for (FieldFinding field : fields) {
            for (Level level : field.levels()) {
                low = Math.min(low, level.weight());
                high = Math.max(high, level.weight());
            }
        }
        return new Span(low, high);
    }

    private static Html figure(FieldFinding field, Span range) {
        List<Level> levels =
                field.levels().subList(0, Math.min(MOST_LEVELS, field.levels().size()));
        DataTable table = new DataTable("How the values compare", "Weight", "Among matches", "Among other pairs");
        for (Level level : field.levels()) {
            table.row(
                    level.name(),
                    Figures.signed(level.weight()),
                    Figures.percent(level.matches()),
                    Figures.percent(level.others()));
        }
        Html html =
                new Html().open("figure", "class", "card").open("figcaption").open("h3");
        name(html, field);
        html.close("h3").close("figcaption");
        html.add(Legend.of(
                List.of(Legend.area("matches", "among matches"), Legend.area("others", "among other pairs"))));
        html.add(LevelBars.draw(field.columns().toString(), levels, range));
        if (levels.size() < field.levels().size()) {
            html.element(
                    "p", "The first " + MOST_LEVELS + " of " + field.levels().size() + " ways.", "class", "note");
        }
        return html.add(DataTable.folded(table)).close("figure");
    }

    private static void name(Html html, FieldFinding field) {
        html.data(field.columns().left());
        if (!field.columns().left().equals(field.columns().right())) {
            html.text(" = ").data(field.columns().right());
        }
        html.text(" ").open("span", "class", "kind").data(field.kind()).close("span");
    }

    private static Html curves(List<FieldFinding> fields) {
        List<FieldFinding> curves =
                fields.stream().filter(field -> field.levels().isEmpty()).toList();
        Html html = new Html();
        if (curves.isEmpty()) {
            return html;
        }
        html.open("div", "class", "card").element("h3", "Fields that weigh by degrees");
        html.element("p", "The more alike two values are, the more they weigh; the single pairs below show it.");
        html.open("ul");
        for (FieldFinding field : curves.subList(0, Math.min(MOST_FIELDS, curves.size()))) {
            html.open("li");
            name(html, field);
            html.close("li");
        }
        html.close("ul");
        if (curves.size() > MOST_FIELDS) {
            html.element("p", "The first " + MOST_FIELDS + " of " + curves.size() + ".", "class", "note");
        }
        return html.close("div");
    }
}
