/** The HTTP API. */
@NullMarked
package vn.campaign.reporting.web;

import org.jspecify.annotations.NullMarked;
