/** The embedded document store: mongo-java-server on a file, crash-safe and fast by {@code _id}. */
@NullMarked
package vn.campaign.localstack.store;

import org.jspecify.annotations.NullMarked;
