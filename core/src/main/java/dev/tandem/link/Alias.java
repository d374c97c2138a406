package dev.tandem.link;

/**
 * Two values that name one thing, learned from how often they come together: extension 2143 and a colleague's name.
 *
 * @param pairs in how many sure links they came together
 * @param share of the sure links with the right value, the share that has the left value, from 0 to 1
 */
public record Alias(FieldPair columns, String left, String right, int pairs, double share) {}
