/** Measurements: JMH for hot paths, and loads that run in a process of their own. The figures are in docs/performance.md. */
@NullMarked
package dev.tandem.benchmarks;

import org.jspecify.annotations.NullMarked;
