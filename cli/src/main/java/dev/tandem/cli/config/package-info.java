/** Reads {@code tandem.yaml}. Start with {@link dev.tandem.cli.config.Configuration}. */
@NullMarked
package dev.tandem.cli.config;

import org.jspecify.annotations.NullMarked;
