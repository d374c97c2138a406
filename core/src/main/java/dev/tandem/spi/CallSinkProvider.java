package dev.tandem.spi;

/** Opens sinks of one kind from their settings. */
public interface CallSinkProvider extends Plugin {
    /** Settings that can never work are a {@link ConfigurationException}. */
    CallSink open(Settings settings) throws ConfigurationException;
}
