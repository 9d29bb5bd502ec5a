/** Imports bulk requests: each line is checked as if it came alone, in memory that does not grow with their number. */
@NullMarked
package vn.campaign.reporting.bulk;

import org.jspecify.annotations.NullMarked;
