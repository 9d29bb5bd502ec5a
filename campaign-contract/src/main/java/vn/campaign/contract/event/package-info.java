/** The events on {@code campaign.activations}: what a unit or a verifier stated, never what a service concluded. */
@NullMarked
package vn.campaign.contract.event;

import org.jspecify.annotations.NullMarked;
