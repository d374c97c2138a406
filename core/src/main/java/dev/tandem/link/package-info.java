/** Record linkage: which rows of two tables are about the same thing. Knows nothing of files. */
@NullMarked
package dev.tandem.link;

import org.jspecify.annotations.NullMarked;
