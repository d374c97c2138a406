package dev.tandem.link;

import java.util.List;

/**
 * Two columns that correspond, and what was learned of them.
 *
 * @param kind what the values are, for a person: {@code time}, {@code phone}, {@code duration}, {@code text} ...
 * @param levels how values compare, the best agreement first; empty where the weight is a curve and has no levels
 */
public record FieldFinding(FieldPair columns, String kind, List<Level> levels) {
    public FieldFinding {
        levels = List.copyOf(levels);
    }

    /**
     * One way in which two values compare.
     *
     * @param name for a person: {@code same number}, {@code within 2 s}
     * @param matches the share of pairs at this level among matches, from 0 to 1
     * @param others the same among pairs taken at random
     * @param weight what it adds to the score, in natural logarithms
     */
    public record Level(String name, double matches, double others, double weight) {}
}
