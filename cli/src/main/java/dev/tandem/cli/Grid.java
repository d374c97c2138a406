package dev.tandem.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell. Below a row may stand notes, wrapped to the width of the line. */
final class Grid {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final String NOTE_INDENT = "      ";

    private record Row(List<String> cells, List<String> notes) {}

    private final List<Row> rows = new ArrayList<>();

    Grid add(String... cells) {
        rows.add(new Row(List.of(cells), List.of()));
        return this;
    }

    /** A row with a sentence, which may be empty, below it. */
    Grid addWithNote(String note, String... cells) {
        return addWithNotes(List.of(note), cells);
    }

    /** A row with sentences, each of which begins on a line of its own, below it. */
    Grid addWithNotes(List<String> notes, String... cells) {
        rows.add(new Row(List.of(cells), List.copyOf(notes)));
        return this;
    }

    /** The lines. Notes are no wider than a width; rows are as wide as their cells. */
    String lay(int width) {
        int[] widths = widths();
        StringBuilder all = new StringBuilder();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(INDENT);
            for (int i = 0; i < row.cells().size(); i++) {
                String cell = row.cells().get(i);
                line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
            }
            all.append(line.toString().stripTrailing()).append(System.lineSeparator());
            row.notes().stream()
                    .flatMap(note -> wrap(note, width - NOTE_INDENT.length()).stream())
                    .forEach(part -> all.append(NOTE_INDENT).append(part).append(System.lineSeparator()));
        }
        return all.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int i = 0; i < row.cells().size(); i++) {
                widths[i] = Math.max(widths[i], length(row.cells().get(i)));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    /** Breaks between words; a word that is longer than a line stays whole. */
    private static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
