/** The store of figures, positions and dead letters on MongoDB. */
@NullMarked
package vn.campaign.quota.mongo;

import org.jspecify.annotations.NullMarked;
