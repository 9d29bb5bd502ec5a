/** Who calls, and what they may do: plain Java that the cores of the services may use. */
package vn.campaign.web.access;
