/** Queries that the API, the pages and the reminder share: they read the store and assemble views. */
@NullMarked
package vn.campaign.dashboard.query;

import org.jspecify.annotations.NullMarked;
