package dev.tandem.cli.report;

import java.util.List;

/** What the colours and strokes of a chart mean. */
final class Legend {
    /** @param line whether it is drawn as a line; else as an area */
    record Key(String style, String words, boolean line) {}

    private Legend() {}

    static Key area(String style, String words) {
        return new Key(style, words, false);
    }

    static Key line(String style, String words) {
        return new Key(style, words, true);
    }

    static Html of(List<Key> keys) {
        Html html = new Html().open("ul", "class", "legend");
        for (Key key : keys) {
            html.open("li").open("svg", "viewBox", "0 0 22 12", "aria-hidden", "true", "class", "swatch");
            if (key.line()) {
                html.open("path", "class", key.style(), "d", "M1 6L21 6").close("path");
            } else {
                html.open("rect", "class", key.style(), "x", "4", "width", "14", "height", "12", "rx", "2")
                        .close("rect");
            }
            html.close("svg").text(key.words()).close("li");
        }
        return html.close("ul");
    }
}
