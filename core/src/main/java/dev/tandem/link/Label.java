package dev.tandem.link;

/**
 * What a person knows of a pair.
 *
 * @param match whether the two rows belong together
 */
public record Label(String leftId, String rightId, boolean match) {}
