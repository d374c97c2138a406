/**
 * How alike two texts are: the edit distance of Levenshtein and the similarity of Jaro and Winkler, bit-parallel and exact.
 * Depends on nothing; read {@link dev.tandem.text.JaroWinkler} first.
 */
@NullMarked
package dev.tandem.text;

import org.jspecify.annotations.NullMarked;
