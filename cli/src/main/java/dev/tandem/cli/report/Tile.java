package dev.tandem.cli.report;

/** One number that matters, large, with what it is. */
final class Tile {
    private Tile() {}

    /**
     * @param style the colour of its edge
     * @param note what else to know of it
     */
    static void add(Html html, String style, String number, String words, String note) {
        html.open("div", "class", "tile " + style);
        html.element("p", number, "class", "number").element("p", words, "class", "what");
        html.element("p", note, "class", "note").close("div");
    }
}
