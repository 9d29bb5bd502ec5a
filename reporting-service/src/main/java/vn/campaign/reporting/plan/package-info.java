/** The plan as a copy in memory, kept current from Kafka, that every check is made against. */
@NullMarked
package vn.campaign.reporting.plan;

import org.jspecify.annotations.NullMarked;
