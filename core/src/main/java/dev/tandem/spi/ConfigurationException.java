package dev.tandem.spi;

/** A setting is wrong. Thrown before any work starts; the message says which, what was found and what was expected. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the setting as its user writes it, such as {@code settle}; empty if it is about no single one
     * @param problem what was found and what was expected; never a secret
     */
    public ConfigurationException(String key, String problem) {
        super(key.isEmpty() ? problem : key + ": " + problem);
        this.key = key;
    }

    /** The setting that is wrong, or empty. */
    public String key() {
        return key;
    }
}
