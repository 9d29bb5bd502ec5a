/** Unreadable records: operators list them, look at them, and put them back once they can be read. */
@NullMarked
package vn.campaign.quota.deadletter;

import org.jspecify.annotations.NullMarked;
