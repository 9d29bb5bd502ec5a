/** Reads ranges of topics, for commands and requests. */
@NullMarked
package vn.campaign.quota.topic;

import org.jspecify.annotations.NullMarked;
