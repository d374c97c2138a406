/**
 * For plugin authors: a contract test for each plugin point, to be extended, and the parts to write further tests with.
 * To test a metadata format, extend {@link dev.tandem.testkit.MetadataFormatContract}; to test an engine against a source
 * that fails, read {@link dev.tandem.testkit.MemoryFolder}.
 */
@NullMarked
package dev.tandem.testkit;

import org.jspecify.annotations.NullMarked;
