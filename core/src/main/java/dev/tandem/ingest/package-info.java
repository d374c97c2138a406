/**
 * The ingest engine: {@link dev.tandem.ingest.FeedSweeper} runs one pass over a feed. Decisions ({@link
 * dev.tandem.ingest.Observation}, {@link dev.tandem.ingest.Pairing}) are pure functions of what the ledger holds, what was
 * seen and the time; the classes beside them do what was decided.
 */
@NullMarked
package dev.tandem.ingest;

import org.jspecify.annotations.NullMarked;
