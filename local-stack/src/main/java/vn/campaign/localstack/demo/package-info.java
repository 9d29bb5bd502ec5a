/** A simulated course of a campaign, for a dashboard that has something to show. */
package vn.campaign.localstack.demo;
