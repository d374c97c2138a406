package dev.tandem.link;

import java.util.List;

/**
 * Why a pair has its score: the prior and the weights of its fields add up to it.
 *
 * @param score the log-odds that the pair is a match before any other row is looked at, natural logarithm
 * @param prior what holds for any pair
 * @param weights what each field adds, in the order of the fields
 */
public record Explanation(double score, double prior, List<Weight> weights) {
    public Explanation {
        weights = List.copyOf(weights);
    }

    /**
     * What one field adds.
     *
     * @param field the field, such as {@code phone} or {@code owner=agent}
     * @param level how the two values compare, for a person: {@code same number}, {@code 2 s after the start}
     * @param value what it adds to the score; 0 where a side is missing
     */
    public record Weight(String field, String level, double value) {}
}
