/** Reads plans, progress, day sheets and positions from MongoDB, and claims reminders there. */
@NullMarked
package vn.campaign.dashboard.mongo;

import org.jspecify.annotations.NullMarked;
