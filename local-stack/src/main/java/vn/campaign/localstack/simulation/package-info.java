/** Simulates a plausible campaign through the public API, on a clock that it drives. */
@NullMarked
package vn.campaign.localstack.simulation;

import org.jspecify.annotations.NullMarked;
