/**
 * Call worlds: made-up telephone calls as two systems saw them, a dialer's recordings and a CRM's rows, with what really
 * belongs together. Read {@link dev.tandem.testkit.world.WorldSettings} first: every error's rate is a parameter.
 */
@NullMarked
package dev.tandem.testkit.world;

import org.jspecify.annotations.NullMarked;
