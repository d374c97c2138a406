/** Tables, pairs and links as CSV files. Start with {@link dev.tandem.cli.csv.CsvTables}. */
@NullMarked
package dev.tandem.cli.csv;

import org.jspecify.annotations.NullMarked;
