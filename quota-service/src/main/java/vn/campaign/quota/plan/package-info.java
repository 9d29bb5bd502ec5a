/** The plan: its checks and the differences between two versions, in plain Java. */
@NullMarked
package vn.campaign.quota.plan;

import org.jspecify.annotations.NullMarked;
