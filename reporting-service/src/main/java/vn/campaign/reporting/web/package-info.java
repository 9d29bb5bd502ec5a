/** The HTTP API: carries requests to the core and its answers back; every failure leaves as a problem detail. */
package vn.campaign.reporting.web;
