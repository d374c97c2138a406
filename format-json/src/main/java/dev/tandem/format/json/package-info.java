/** Metadata written as JSON. Read {@link dev.tandem.format.json.JsonFormat} for what is read and what is refused. */
@NullMarked
package dev.tandem.format.json;

import org.jspecify.annotations.NullMarked;
