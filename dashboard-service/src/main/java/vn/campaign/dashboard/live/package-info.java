/** Live views: announced changes are read from the store once for all followers of a subscription, and streamed to them. */
@NullMarked
package vn.campaign.dashboard.live;

import org.jspecify.annotations.NullMarked;
