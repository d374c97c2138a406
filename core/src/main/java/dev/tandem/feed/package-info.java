/** What a feed is: where it lies and which rules it follows. Read {@link dev.tandem.feed.Feed} first. */
@NullMarked
package dev.tandem.feed;

import org.jspecify.annotations.NullMarked;
