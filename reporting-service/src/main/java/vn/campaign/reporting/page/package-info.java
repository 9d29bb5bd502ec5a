/** The pages on which units report; what they show is fetched by the browser. */
@NullMarked
package vn.campaign.reporting.page;

import org.jspecify.annotations.NullMarked;
