/** A campaign as a file: its plan with the history and every event, to be kept, read by anyone, or counted elsewhere. */
package vn.campaign.quota.transfer;
