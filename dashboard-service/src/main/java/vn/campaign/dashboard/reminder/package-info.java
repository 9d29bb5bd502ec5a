/** Sends the daily list of units that have not reported to a webhook. */
@NullMarked
package vn.campaign.dashboard.reminder;

import org.jspecify.annotations.NullMarked;
