package dev.tandem.cli.score;

/** A left and a right row that belong together. */
public record Pair(String leftId, String rightId) {}
