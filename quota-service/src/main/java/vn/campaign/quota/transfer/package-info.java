/** The commands that export a campaign, its plan with the history and all events, to a file and import it. */
@NullMarked
package vn.campaign.quota.transfer;

import org.jspecify.annotations.NullMarked;
