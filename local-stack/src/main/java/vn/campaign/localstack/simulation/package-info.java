/** A made-up but believable course of a campaign, played through the public API on a clock that it drives. */
package vn.campaign.localstack.simulation;
