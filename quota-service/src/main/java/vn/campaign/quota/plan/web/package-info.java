/** The planner's API and pages: plans, files of units, reopened phases and archived campaigns. */
@NullMarked
package vn.campaign.quota.plan.web;

import org.jspecify.annotations.NullMarked;
