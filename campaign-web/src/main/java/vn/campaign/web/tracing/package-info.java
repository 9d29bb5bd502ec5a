/** Turns tracing on where an address receives traces; each service decides what is traced. */
@NullMarked
package vn.campaign.web.tracing;

import org.jspecify.annotations.NullMarked;
