/** Pages that a person reads: what was linked and why, and how good a matcher is. Start with {@link dev.tandem.cli.report.LinkReport}. */
@NullMarked
package dev.tandem.cli.report;

import org.jspecify.annotations.NullMarked;
