/** Core: a campaign's plan as an immutable tree, with the targets, baselines, eligible and teams of every node resolved. */
@NullMarked
package vn.campaign.dashboard.plan;

import org.jspecify.annotations.NullMarked;
