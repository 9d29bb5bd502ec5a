/** The pages on which units report; what they show is asked by the browser. */
package vn.campaign.reporting.page;
