/** The list of units that have not reported: read for whoever asks, and sent every day before the deadline where it is set. */
package vn.campaign.dashboard.reminder;
