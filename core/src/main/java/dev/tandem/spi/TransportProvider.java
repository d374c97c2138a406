package dev.tandem.spi;

import java.net.URI;

/** A way to reach files; its name is the URI scheme. Used by several threads at once. */
public interface TransportProvider extends Plugin {
    /** Refuses a source or settings that can never work, without connecting; run before any feed starts. */
    void check(URI source, Settings settings) throws ConfigurationException;

    /** Whether files can be marked, see {@link Transport#tagAll}. */
    default boolean canTag() {
        return false;
    }

    /** Opens a connection to the folder that a URI names. */
    Transport open(URI source, Settings settings) throws TransportException;

    /**
     * Frees what is kept from one opening to the next, such as connections and threads. Called when an engine that uses it
     * is closed, after the engine's transports; to open again afterwards works.
     */
    default void close() {}
}
