/** The planner's pages: the plan in force, what a file would change, and the history. */
package vn.campaign.quota.plan.page;
