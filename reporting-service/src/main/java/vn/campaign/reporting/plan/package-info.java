/** The plan as this instance knows it: a copy in memory, kept current from Kafka, that every check is made against. */
package vn.campaign.reporting.plan;
