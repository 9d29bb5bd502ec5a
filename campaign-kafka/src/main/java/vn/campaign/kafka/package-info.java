/**
 * Reads topics that belong to no consumer group: every instance of a service follows the plan or the announcements of
 * changed nodes with one listener container.
 */
@NullMarked
package vn.campaign.kafka;

import org.jspecify.annotations.NullMarked;
