/** The planner's API. */
package vn.campaign.quota.plan.web;
