/** Core: who reported when; on time, late, missing or still due, for any node and range of days. */
@NullMarked
package vn.campaign.dashboard.completeness;

import org.jspecify.annotations.NullMarked;
