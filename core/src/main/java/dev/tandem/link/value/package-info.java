/** Reads and compares single values: times, durations, telephone numbers, names, texts. Knows nothing of tables or models. */
@NullMarked
package dev.tandem.link.value;

import org.jspecify.annotations.NullMarked;
