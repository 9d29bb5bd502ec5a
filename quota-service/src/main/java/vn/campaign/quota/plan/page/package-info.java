/** The planner's pages: the plan in force, what a file would change, and the history. */
@NullMarked
package vn.campaign.quota.plan.page;

import org.jspecify.annotations.NullMarked;
