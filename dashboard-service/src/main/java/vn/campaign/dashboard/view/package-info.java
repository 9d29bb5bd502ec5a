/** Core: what the API, the streams and the pages show, assembled from plan and progress. */
@NullMarked
package vn.campaign.dashboard.view;

import org.jspecify.annotations.NullMarked;
