/** The events' way in: batches from Kafka, what cannot be read put aside, positions kept with the data, changes announced. */
package vn.campaign.quota.kafka;
