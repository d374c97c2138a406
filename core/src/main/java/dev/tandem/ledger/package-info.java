/**
 * What the engine remembers: a row for each version of a file, a row for each call, the candidates of what waits, and what
 * persons decided. {@link dev.tandem.ledger.Ledger} keeps them; read {@link dev.tandem.ledger.FileState} first for what
 * can become of a file.
 */
@NullMarked
package dev.tandem.ledger;

import org.jspecify.annotations.NullMarked;
