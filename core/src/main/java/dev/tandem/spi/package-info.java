/**
 * The plugin points: what Tandem can be taught. Each is found by name through {@link dev.tandem.spi.Plugins}; to add a
 * metadata format read {@link dev.tandem.spi.MetadataFormat} first.
 */
@NullMarked
package dev.tandem.spi;

import org.jspecify.annotations.NullMarked;
