/** Kafka, the document store and the services as processes of this machine: for {@code ./start} and for tests. */
package vn.campaign.localstack;
