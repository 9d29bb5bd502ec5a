/** Core: who is to be commended for a phase or the campaign, in which order and why; and whose responsibility is reviewed. */
@NullMarked
package vn.campaign.dashboard.commendation;

import org.jspecify.annotations.NullMarked;
