package dev.tandem.cli.report;

import dev.tandem.cli.score.Pair;
import dev.tandem.link.Linkage;
import dev.tandem.link.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page that tells a person what linking two tables came to: how many rows are linked and how sure that is, what another
 * threshold would give, what each field weighs, and the pairs worth looking at. One file that needs no network and no
 * script, of less than 2 MB whatever the tables are. It shows values of single rows, and so is as private as they are.
 */
public final class LinkReport {
    /**
     * A table and what to call it.
     *
     * @param name such as the name of its file
     */
    public record Side(String name, Table table) {}

    private LinkReport() {}

    /**
     * Writes the page; the same input gives the same bytes. A file that is there is overwritten.
     *
     * @param truth all the pairs that belong together; null if that is not known
     * @throws IOException if the file cannot be written
     */
    public static void write(Path out, Side left, Side right, Linkage linkage, @Nullable Set<Pair> truth)
            throws IOException {
        Tally tally = new Tally(left.table(), right.table(), linkage, truth);
        Html body = new Html()
                .open("header")
                .open("p", "class", "brand")
                .text("Tandem link report")
                .close("p");
        body.open("h1")
                .data(left.name())
                .text(" and ")
                .data(right.name())
                .close("h1")
                .close("header");
        body.open("main");
        body.add(new Overview(left, right, linkage, tally).html());
        body.add(new Thresholds(tally, linkage.threshold()).html());
        body.add(Scores.html(linkage.scores()));
        body.add(Fields.html(linkage.fields()));
        body.add(new Clocks(left, right, linkage).html());
        body.add(new Pairs(left, right, linkage, tally).html());
        body.close("main");
        String page = Page.of(left.name() + " and " + right.name() + " - link report", body);
        Files.writeString(out, page, StandardCharsets.UTF_8);
    }
}
