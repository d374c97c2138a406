/** Small things that several packages of the core share and no one else should use. */
@NullMarked
package dev.tandem.internal;

import org.jspecify.annotations.NullMarked;
