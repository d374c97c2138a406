package dev.tandem.spi;

/** Anything that is found by name. Constructing one does no work and takes no resource. */
public interface Plugin {
    /** Lower-case ASCII letters, digits and hyphens; unique among the plugins of its kind. */
    String name();
}
