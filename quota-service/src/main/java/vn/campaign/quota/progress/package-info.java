/**
 * The heart: reports become registers, registers become day sums, day sums roll up the tree. Plain Java; what it needs
 * from the outside is {@link vn.campaign.quota.progress.ProgressStore}.
 */
package vn.campaign.quota.progress;
