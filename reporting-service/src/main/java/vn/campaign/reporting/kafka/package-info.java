/** Publishes events to Kafka and follows the plan topics. */
@NullMarked
package vn.campaign.reporting.kafka;

import org.jspecify.annotations.NullMarked;
