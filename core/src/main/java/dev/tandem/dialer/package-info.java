/** How dialers name files and fields; read {@link dev.tandem.dialer.StandardNames} first. */
@NullMarked
package dev.tandem.dialer;

import org.jspecify.annotations.NullMarked;
