package dev.tandem.cli.config;

import java.util.List;

/** A configuration file is wrong. Every mistake is a line that names the file, the line, the key and what was expected. */
public final class ConfigurationMistakes extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    ConfigurationMistakes(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = mistakes;
    }

    /** In the order of the file; at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
