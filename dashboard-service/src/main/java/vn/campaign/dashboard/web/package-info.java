/** The JSON API and its event streams. */
@NullMarked
package vn.campaign.dashboard.web;

import org.jspecify.annotations.NullMarked;
