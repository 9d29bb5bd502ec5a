/** The plan of a campaign: its header, its units with their targets, its history, and where it contradicts itself. */
@NullMarked
package vn.campaign.contract.plan;

import org.jspecify.annotations.NullMarked;
