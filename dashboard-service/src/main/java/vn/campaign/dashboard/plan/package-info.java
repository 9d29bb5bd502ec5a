/** Core: a campaign's plan as an immutable tree, with every node's targets, baselines, eligible and teams resolved. */
package vn.campaign.dashboard.plan;
