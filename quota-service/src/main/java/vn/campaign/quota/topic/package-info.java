/** Reads ranges of topics, for commands and requests, and publishes which nodes changed. */
@NullMarked
package vn.campaign.quota.topic;

import org.jspecify.annotations.NullMarked;
