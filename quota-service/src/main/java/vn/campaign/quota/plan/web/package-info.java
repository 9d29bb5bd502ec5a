/** The planner's API: plans, files of units, reopened phases and archived campaigns over HTTP. */
@NullMarked
package vn.campaign.quota.plan.web;

import org.jspecify.annotations.NullMarked;
