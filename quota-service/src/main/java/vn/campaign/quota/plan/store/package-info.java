/** Where plans are kept and published: MongoDB first, then the compacted topics, and how the two find together again. */
package vn.campaign.quota.plan.store;
