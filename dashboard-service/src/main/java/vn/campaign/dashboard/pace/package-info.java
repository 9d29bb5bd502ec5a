/** Core: the formulas of pace, timeliness and verification, exact and without I/O. */
@NullMarked
package vn.campaign.dashboard.pace;

import org.jspecify.annotations.NullMarked;
