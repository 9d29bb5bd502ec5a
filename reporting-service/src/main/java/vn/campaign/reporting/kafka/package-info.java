/** Kafka: statements go out as events and count once acknowledged; the plan comes in and is followed. */
package vn.campaign.reporting.kafka;
