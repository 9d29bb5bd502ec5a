/** What operators are shown of the figures: how fresh they are, and where the highest nodes stand. */
package vn.campaign.dashboard.measure;
