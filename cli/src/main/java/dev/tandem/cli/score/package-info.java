/** How good links are, held against the truth. Start with {@link dev.tandem.cli.score.Accuracy}. */
@NullMarked
package dev.tandem.cli.score;

import org.jspecify.annotations.NullMarked;
