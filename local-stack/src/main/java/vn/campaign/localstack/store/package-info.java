/** The embedded document store: mongo-java-server on a file, crash-safe and fast by {@code _id}. */
package vn.campaign.localstack.store;
