/** Metrics of the figures: how fresh they are, and the progress of the highest nodes. */
@NullMarked
package vn.campaign.dashboard.measure;

import org.jspecify.annotations.NullMarked;
