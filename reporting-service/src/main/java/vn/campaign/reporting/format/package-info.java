/** Reads the bodies of requests strictly, bulk bodies line by line, into submissions. */
@NullMarked
package vn.campaign.reporting.format;

import org.jspecify.annotations.NullMarked;
