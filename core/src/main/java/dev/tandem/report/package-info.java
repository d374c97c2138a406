/** What a sweep did, file by file and in sum. Read {@link dev.tandem.report.Outcome} first. */
@NullMarked
package dev.tandem.report;

import org.jspecify.annotations.NullMarked;
