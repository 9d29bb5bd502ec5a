/** Stores and publishes plans: MongoDB first, then the compacted topics, and reconciles the two. */
@NullMarked
package vn.campaign.quota.plan.store;

import org.jspecify.annotations.NullMarked;
