/** The HTML pages. */
@NullMarked
package vn.campaign.dashboard.page;

import org.jspecify.annotations.NullMarked;
