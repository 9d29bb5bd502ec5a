/** The replay command: counts the topic again and proves that no figure changes. */
@NullMarked
package vn.campaign.quota.replay;

import org.jspecify.annotations.NullMarked;
