package dev.tandem.link;

/**
 * How many of the pairs that were looked at have scores in a range.
 *
 * @param from the least score, as log-odds to the base e
 * @param to the score where the next bin begins
 * @param best pairs that are the likeliest of both their rows
 * @param others all the other pairs
 */
public record ScoreBin(double from, double to, long best, long others) {}
