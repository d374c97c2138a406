/** The embedding API. Start with {@link dev.tandem.Tandem}. */
@NullMarked
package dev.tandem;

import org.jspecify.annotations.NullMarked;
