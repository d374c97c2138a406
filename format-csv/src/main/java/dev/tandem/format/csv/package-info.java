/** Metadata written as CSV. Read {@link dev.tandem.format.csv.CsvFormat} for what is read and what is refused. */
@NullMarked
package dev.tandem.format.csv;

import org.jspecify.annotations.NullMarked;
