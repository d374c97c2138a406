/** The program {@code tandem}. Start with {@link dev.tandem.cli.Main}. */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
