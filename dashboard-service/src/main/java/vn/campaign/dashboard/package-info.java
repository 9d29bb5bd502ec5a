/** dashboard-service: serves the progress of every node, live, from the read model in MongoDB. */
@NullMarked
package vn.campaign.dashboard;

import org.jspecify.annotations.NullMarked;
