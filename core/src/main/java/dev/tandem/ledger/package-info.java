/**
 * What the engine remembers: a row for each version of a file and a row for each call. {@link dev.tandem.ledger.Ledger}
 * keeps them; read {@link dev.tandem.ledger.FileState} first for what can become of a file.
 */
@NullMarked
package dev.tandem.ledger;

import org.jspecify.annotations.NullMarked;
