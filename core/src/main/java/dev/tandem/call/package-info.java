/**
 * What a call is: its recording, its metadata and what is known of it. Values only, depending on nothing; read {@link
 * dev.tandem.call.Call} first.
 */
@NullMarked
package dev.tandem.call;

import org.jspecify.annotations.NullMarked;
