/** Puts access in place on servlets. */
package vn.campaign.web.security.servlet;
