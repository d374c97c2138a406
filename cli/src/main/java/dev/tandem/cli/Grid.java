package dev.tandem.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column takes what is left of the line and is wrapped. */
final class Grid {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int NARROWEST = 24;

    private final List<List<String>> rows = new ArrayList<>();

    Grid add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, no wider than a width as long as the columns before the last leave room. */
    String lay(int width) {
        int[] widths = widths();
        int left = INDENT.length();
        for (int i = 0; i < widths.length - 1; i++) {
            left += widths[i] + GAP.length();
        }
        StringBuilder all = new StringBuilder();
        for (List<String> row : rows) {
            lay(row, widths, left, Math.max(NARROWEST, width - left), all);
        }
        return all.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static void lay(List<String> row, int[] widths, int left, int room, StringBuilder all) {
        StringBuilder line = new StringBuilder(INDENT);
        int last = row.size() - 1;
        for (int i = 0; i < last; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - length(row.get(i))))
                    .append(GAP);
        }
        List<String> parts = wrap(row.get(last), room);
        all.append((line + parts.get(0)).stripTrailing()).append(System.lineSeparator());
        for (String part : parts.subList(1, parts.size())) {
            all.append(" ".repeat(left)).append(part).append(System.lineSeparator());
        }
    }

    /** Breaks between words; a word that is longer than a line stays whole. */
    private static List<String> wrap(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line + " " + word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
