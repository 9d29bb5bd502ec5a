/** Kafka, the document store and the services as processes of this machine: for {@code ./start} and for tests. */
@NullMarked
package vn.campaign.localstack;

import org.jspecify.annotations.NullMarked;
