package dev.tandem.spi;

import java.net.URI;
import java.util.Optional;

/** A way to reach files; its name is the URI scheme. Used by several threads at once. */
public interface TransportProvider extends Plugin {
    /** Refuses a source or settings that can never work, without connecting; run before any feed starts. */
    void check(URI source, Settings settings) throws ConfigurationException;

    /** Whether a file is there whole or not at all, so that it need not settle before it is taken. */
    default boolean showsWholeFiles() {
        return false;
    }

    /** Whether files can be marked, see {@link Transport#tagAll}. */
    default boolean canTag() {
        return false;
    }

    /** Opens a connection to the folder that a URI names. */
    Transport open(URI source, Settings settings) throws TransportException;

    /**
     * Has the folder that a URI names looked after, if there is something that tells when a file comes there. Returns
     * without having connected; what cannot be reached is tried again and again, until the lookout is closed.
     *
     * @param changed see {@link Lookout}
     * @return empty if this transport has nothing of the kind, or no setting asks for it
     */
    default Optional<Lookout> watch(URI source, Settings settings, Runnable changed) {
        return Optional.empty();
    }

    /**
     * Frees what is kept from one opening to the next, such as connections and threads. Called when an engine that uses it
     * is closed, after the engine's transports and lookouts; to open again afterwards works.
     */
    default void close() {}
}
