/** The JSON API, the event streams and the pages. */
package vn.campaign.dashboard.web;
