/** A ledger that forgets with the process: for trials, tests and sources that are read afresh each time. */
@NullMarked
package dev.tandem.memory;

import org.jspecify.annotations.NullMarked;
