/** What both web stacks need to know a caller and to stop what may go no further; knows nothing of either stack. */
package vn.campaign.access.guard;
