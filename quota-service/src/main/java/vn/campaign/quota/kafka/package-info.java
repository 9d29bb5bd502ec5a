/** Consumes what units report, in batches, and publishes which nodes changed. */
@NullMarked
package vn.campaign.quota.kafka;

import org.jspecify.annotations.NullMarked;
