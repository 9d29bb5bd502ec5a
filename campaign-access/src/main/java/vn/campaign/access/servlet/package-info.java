/** Puts access in place on servlets. */
package vn.campaign.access.servlet;
