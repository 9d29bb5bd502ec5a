/** Consumes what units report, in batches. */
@NullMarked
package vn.campaign.quota.kafka;

import org.jspecify.annotations.NullMarked;
