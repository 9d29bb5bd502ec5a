/** The embedded document store: mongo-java-server on a file, safe to kill and quick by {@code _id}. */
package vn.campaign.localstack.store;
