/** Authenticates every request, limits its rate and sets the headers of its response. */
package vn.campaign.web.security;
