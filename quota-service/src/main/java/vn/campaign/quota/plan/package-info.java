/** The plan: whether it can be one, what it contradicts itself in, and what a new version changes. Plain Java. */
package vn.campaign.quota.plan;
