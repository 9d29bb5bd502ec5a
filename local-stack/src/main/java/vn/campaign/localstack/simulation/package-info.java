/** Simulates a plausible campaign through the public API, on a clock that it drives. */
package vn.campaign.localstack.simulation;
