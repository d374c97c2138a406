package dev.tandem.cli.report;

import java.util.Set;

/**
 * Writes HTML. Whatever goes in as text or as the value of an attribute is escaped; there is no way to put in markup but by
 * its element. Names of tags, attributes and classes are our own and never come from data.
 */
final class Html {
    private static final Set<String> WITHIN_LINES = Set.of("b", "bdi", "span", "strong");

    private final StringBuilder out = new StringBuilder();

    /** Begins an element; the attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">");
        if (!WITHIN_LINES.contains(tag)) {
            out.append('\n');
        }
        return this;
    }

    /** Words of our own. */
    Html text(String text) {
        escape(text);
        return this;
    }

    /** A value from data: bounded, made visible, and kept from turning the text around it. */
    Html data(String value) {
        return open("bdi").text(Visible.of(value)).close("bdi");
    }

    /** An element that holds nothing but words of our own. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html add(Html other) {
        out.append(other.out);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
