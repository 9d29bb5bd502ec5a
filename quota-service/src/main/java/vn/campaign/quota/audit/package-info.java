/** Counts the topic into an empty store and compares it, and whatever is derived, with the live one. */
@NullMarked
package vn.campaign.quota.audit;

import org.jspecify.annotations.NullMarked;
