/** Authenticates every request, limits the rate of each caller and sets the security headers of the response. */
@NullMarked
package vn.campaign.web.security;

import org.jspecify.annotations.NullMarked;
