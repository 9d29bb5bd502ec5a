/** Live views: what changed is heard from Kafka, read from the store once for all who watch, and streamed to them. */
package vn.campaign.dashboard.live;
